using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SweepVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-sweep-");

    [Theory]
    [InlineData("sweep.yaml", "application/yaml")]
    [InlineData("sweep.json", "application/json")]
    public async Task submit_sends_the_file_as_it_is(string name, string mediaType)
    {
        var (body, type) = ("", "");
        await using var lab = await FakeLab.Start(routes => routes.MapPost(
            "/api/v1/sweeps", async (HttpContext context) =>
            {
                using var reader = new StreamReader(context.Request.Body);
                (body, type) = (await reader.ReadToEndAsync(), context.Request.ContentType!);
                return FakeLab.Json(Example.Summary(SweepStatus.Running));
            }));
        var file = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(file, "name: ä\n");

        var result = await CommandLine.Run("sweep", "submit", file, "--server", lab.Url);

        Assert.Equal(("name: ä\n", mediaType), (body, type));
        Assert.Equal(
            $"""
            clothes-a1b2: 2 experiments at 32x32, 232 kimg asked for: 200 to train, 32 reused (ratio 0.86)
            Watch it at {lab.Url}/sweeps/clothes-a1b2, or ask ./lab sweep show clothes-a1b2.

            """, result.Output);
    }

    [Fact]
    public async Task a_sweep_or_an_experiment_is_started_again_and_a_sweep_removed()
    {
        var asked = new List<string>();
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPost("/api/v1/sweeps/{id}/retry", (string id) =>
            {
                asked.Add($"retry {id}");
                return FakeLab.Json(Example.Summary(SweepStatus.Running));
            });
            routes.MapPost("/api/v1/experiments/{id}/{verb}", (string id, string verb) =>
            {
                asked.Add($"{verb} {id}");
                return FakeLab.Problem(409, $"Experiment '{id}' has finished.");
            });
            routes.MapDelete("/api/v1/sweeps/{id}", (string id) => FakeLab.Json(new SweepRemoval(id, 1, 2_500_000)));
        });

        var sweep = await CommandLine.Run("sweep", "retry", "clothes-a1b2", "--server", lab.Url);
        var one = await CommandLine.Run("sweep", "retry", "clothes-a1b2.1", "--server", lab.Url);
        var cancelled = await CommandLine.Run("sweep", "cancel", "clothes-a1b2.2", "--server", lab.Url);
        var removed = await CommandLine.Run("sweep", "rm", "clothes-a1b2", "--server", lab.Url);

        Assert.StartsWith("clothes-a1b2 goes on: ", sweep.Output, StringComparison.Ordinal);
        Assert.Equal((1, "lab: Experiment 'clothes-a1b2.1' has finished."), (one.Code, one.Error.TrimEnd()));
        Assert.Equal(1, cancelled.Code);
        Assert.Equal(["retry clothes-a1b2", "retry clothes-a1b2.1", "cancel clothes-a1b2.2"], asked);
        Assert.Equal("clothes-a1b2 is removed; 1 phase that no other sweep has went with it, 2.5 MB.",
            removed.Output.TrimEnd());
    }

    [Fact]
    public async Task tags_are_added_to_those_that_are_there_and_a_note_is_written_and_read()
    {
        var now = Example.Summary(SweepStatus.Running) with { Tags = ["baseline", "old"], Note = "before" };
        var asked = new List<string>();
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/api/v1/sweeps/{id}",
                () => FakeLab.Json(Example.Sweep(SweepStatus.Running) with { Summary = now }));
            routes.MapPut("/api/v1/sweeps/{id}/annotation", async (string id, HttpContext context) =>
            {
                using var reader = new StreamReader(context.Request.Body);
                asked.Add(await reader.ReadToEndAsync());
                now = now with { Tags = ["baseline", "paper"], Note = "after" };
                return FakeLab.Json(now);
            });
        });

        Assert.Equal("clothes-a1b2: before",
            (await CommandLine.Run("sweep", "note", "clothes-a1b2", "--server", lab.Url)).Output.TrimEnd());
        var tagged = await CommandLine.Run(
            "sweep", "tag", "clothes-a1b2", "paper", "--remove", "OLD", "--server", lab.Url);
        var noted = await CommandLine.Run("sweep", "note", "clothes-a1b2", "after", "--server", lab.Url);

        Assert.Equal(["""{"tags":["baseline","paper"],"note":null}""", """{"tags":null,"note":"after"}"""], asked);
        Assert.Equal("clothes-a1b2: baseline paper", tagged.Output.TrimEnd());
        Assert.Equal("clothes-a1b2: after", noted.Output.TrimEnd());
    }

    [Fact]
    public async Task an_experiment_is_put_before_others_of_its_sweep()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPut("/api/v1/experiments/{id}/priority",
            (string id) => FakeLab.Json(Example.Experiment(3, ExperimentStatus.Queued) with { Priority = 7 })));
        var set = await CommandLine.Run("sweep", "priority", "clothes-a1b2.3", "7", "--server", lab.Url);
        Assert.Equal("clothes-a1b2.3 has priority 7 among its sweep's; devices go by it from now on.",
            set.Output.TrimEnd());
    }

    [Theory]
    [InlineData(5, "running, priority 5")]
    [InlineData(-5, "running, priority -5")]
    public async Task a_sweep_is_put_before_others_and_shows_its_priority(int priority, string shown)
    {
        var asked = "";
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPut("/api/v1/sweeps/{id}/priority", async (string id, HttpContext context) =>
            {
                using var reader = new StreamReader(context.Request.Body);
                asked = $"{id} {await reader.ReadToEndAsync()}";
                return FakeLab.Json(Example.Summary(SweepStatus.Running) with { Priority = priority });
            });
            routes.MapGet("/api/v1/sweeps", () =>
                FakeLab.Json(new[] { Example.Summary(SweepStatus.Running) with { Priority = priority } }));
        });

        var set = await CommandLine.Run("sweep", "priority", "clothes-a1b2", $"{priority}", "--server", lab.Url);
        var listed = await CommandLine.Run("sweep", "ls", "--server", lab.Url);

        Assert.Equal($$"""clothes-a1b2 {"priority":{{priority}}}""", asked);
        Assert.Equal($"clothes-a1b2 has priority {priority}; devices go by it from now on.",
            set.Output.TrimEnd());
        Assert.Contains(shown, listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_sweep_or_an_experiment_is_paused_and_resumed()
    {
        var asked = new List<string>();
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPost("/api/v1/sweeps/{id}/{verb}", (string id, string verb) =>
            {
                asked.Add($"{verb} {id}");
                return FakeLab.Json(Example.Summary(verb == "pause" ? SweepStatus.Paused : SweepStatus.Running));
            });
            routes.MapPost("/api/v1/experiments/{id}/{verb}", (string id, string verb) =>
            {
                asked.Add($"{verb} {id}");
                return FakeLab.Problem(409, $"Experiment '{id}' is not paused.");
            });
        });

        var paused = await CommandLine.Run("sweep", "pause", "clothes-a1b2", "--server", lab.Url);
        var resumed = await CommandLine.Run("sweep", "resume", "clothes-a1b2", "--server", lab.Url);
        var one = await CommandLine.Run("sweep", "resume", "clothes-a1b2.1", "--server", lab.Url);

        Assert.Equal("clothes-a1b2 is paused; 1 of 2 experiments have finished.", paused.Output.TrimEnd());
        Assert.StartsWith("clothes-a1b2 is running;", resumed.Output, StringComparison.Ordinal);
        Assert.Equal((1, "lab: Experiment 'clothes-a1b2.1' is not paused."), (one.Code, one.Error.TrimEnd()));
        Assert.Equal(["pause clothes-a1b2", "resume clothes-a1b2", "resume clothes-a1b2.1"], asked);
    }

    [Fact]
    public async Task preview_shows_what_a_sweep_would_cost_and_its_points()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPost("/api/v1/sweeps/preview", () =>
            FakeLab.Json(new SweepPreview
            {
                Experiments = 2,
                PhasesRequested = 10,
                PhasesDistinct = 7,
                PhasesFinished = 3,
                KimgRequested = 10,
                KimgToTrain = 4,
                DiskBytes = 12_000_000,
                MemoryBytes = 34_000_000,
                Points = [[new SettingView("learningRate@16", "0.0015421")], []],
                Names = ["", ""],
                Remarks = ["r1Weight has no effect."],
            })));
        var file = Path.Combine(folder.FullName, "sweep.yaml");
        await File.WriteAllTextAsync(file, "name: a\n");

        var result = await CommandLine.Run("sweep", "preview", file, "--server", lab.Url);

        Assert.Equal(
            """
            2 experiments, 7 phases (3 trained already), 10 kimg asked for, 4 to train (ratio 0.40)
            takes up to 12 MB of disk, and about 34 MB of a device's memory
            #1 learningRate@16 0.001542
            #2 the base configuration

            """, result.Output);
        Assert.Contains("r1Weight has no effect.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task submit_names_a_file_that_is_not_there()
    {
        var result = await CommandLine.Run("sweep", "submit", "nowhere.yaml", "--server", "http://localhost:1");

        Assert.Equal(
            "lab: There is no file nowhere.yaml; a sweep's YAML is needed, such as samples/fashion-mnist-demo.yaml.",
            result.Error.TrimEnd());
    }

    [Fact]
    public async Task a_watched_sweep_without_a_result_is_a_failure()
    {
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPost("/api/v1/sweeps", () => FakeLab.Json(Example.Summary(SweepStatus.Running)));
            routes.MapGet("/api/v1/sweeps/{id}/watch", async (HttpContext context) =>
            {
                context.Response.ContentType = "text/event-stream";
                var end = Example.Sweep(SweepStatus.Finished,
                    Example.Experiment(1, ExperimentStatus.Diverged, reason: "d_loss is NaN at nimg 4000, 8x8"));
                await context.Response.WriteAsync(
                    $"event: sweep\ndata: {JsonSerializer.Serialize(end, LabJson.Options)}\n\n");
            });
        });
        var file = Path.Combine(folder.FullName, "sweep.yaml");
        await File.WriteAllTextAsync(file, "name: x\n");

        var result = await CommandLine.Run("sweep", "submit", file, "--watch", "--server", lab.Url);

        Assert.Equal(1, result.Code);
        Assert.Contains("#1 diverged: d_loss is NaN at nimg 4000, 8x8", result.Output, StringComparison.Ordinal);
        Assert.Equal("lab: clothes-a1b2 ended without a result.", result.Error.TrimEnd());
    }

    [Fact]
    public async Task a_watched_sweep_that_ranks_nothing_is_done_when_it_has_finished()
    {
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapPost("/api/v1/sweeps", () => FakeLab.Json(Example.Summary(SweepStatus.Running)));
            routes.MapGet("/api/v1/sweeps/{id}/watch", async (HttpContext context) =>
            {
                context.Response.ContentType = "text/event-stream";
                var end = Example.Sweep(SweepStatus.Finished, Example.Experiment(1, ExperimentStatus.Finished));
                end = end with { Summary = end.Summary with { Objective = SweepObjective.None } };
                await context.Response.WriteAsync(
                    $"event: sweep\ndata: {JsonSerializer.Serialize(end, LabJson.Options)}\n\n");
            });
        });
        var file = Path.Combine(folder.FullName, "sweep.yaml");
        await File.WriteAllTextAsync(file, "name: x\n");

        var result = await CommandLine.Run("sweep", "submit", file, "--watch", "--server", lab.Url);

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("The experiments are not ranked (objective: none).", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task json_is_the_labs_record()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps", () => FakeLab.Json(new[] { Example.Summary(SweepStatus.Finished) })));

        var result = await CommandLine.Run("sweep", "ls", "--json", "--server", lab.Url);

        var sweep = Assert.Single(JsonSerializer.Deserialize<SweepSummary[]>(result.Output, LabJson.Options)!);
        Assert.Equal("clothes-a1b2", sweep.Id);
        Assert.Contains("\"status\": \"finished\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_empty_lab_says_how_to_make_a_sweep()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps", () => FakeLab.Json(Array.Empty<SweepSummary>())));

        var result = await CommandLine.Run("sweep", "ls", "--server", lab.Url);

        Assert.Equal(
            "No sweep yet; ./lab sweep submit samples/fashion-mnist-demo.yaml makes one.", result.Output.TrimEnd());
    }

    [Fact]
    public async Task cancel_says_what_had_finished()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapPost(
                "/api/v1/sweeps/clothes-a1b2/cancel", () => FakeLab.Json(Example.Summary(SweepStatus.Cancelled))));

        var result = await CommandLine.Run("sweep", "cancel", "clothes-a1b2", "--server", lab.Url);

        Assert.Equal("clothes-a1b2 is cancelled; 1 of 2 experiments had finished.", result.Output.TrimEnd());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
