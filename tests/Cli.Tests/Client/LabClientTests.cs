using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Cli.Client;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Cli.Tests.Client;

public sealed class LabClientTests
{
    [Fact]
    public async Task records_come_back_as_the_lab_sent_them()
    {
        var sent = Example.Sweep(
            SweepStatus.Finished, Example.Experiment(1, ExperimentStatus.Finished, 1, Example.Swd(26, 24, double.NaN)));
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/{id}", (string id) => FakeLab.Json(sent)));
        using var client = new LabClient(new Uri(lab.Url));

        var got = await client.GetSweep("clothes-a1b2", default);

        Assert.Equal(sent.Summary with { Varied = got.Summary.Varied }, got.Summary);
        Assert.Equal(ExperimentStatus.Finished, got.Experiments[0].Status);
        Assert.Equal(24, got.Experiments[0].Swd!.Levels[32]);
        Assert.True(double.IsNaN(got.Experiments[0].Swd!.Levels[16]));
    }

    [Fact]
    public async Task an_unknown_id_gets_the_labs_own_sentence()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/{id}", (string id) => FakeLab.Problem(404, $"There is no sweep '{id}'.")));

        var result = await CommandLine.Run("sweep", "show", "no such one", "--server", lab.Url);

        Assert.Equal(1, result.Code);
        Assert.Equal("lab: There is no sweep 'no such one'.", result.Error.TrimEnd());
    }

    [Fact]
    public async Task where_no_lab_answers_the_sentence_says_how_to_start_one()
    {
        string url;
        await using (var gone = await FakeLab.Start(_ => { }))
            url = gone.Url;

        var result = await CommandLine.Run("sweep", "ls", "--server", url);

        Assert.Equal(1, result.Code);
        Assert.Equal($"lab: No lab answers at {url}; start one with ./lab up, or name another with --server.",
            result.Error.TrimEnd());
    }

    [Fact]
    public async Task an_answer_without_a_sentence_is_named_by_its_status()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/workers", () => Results.StatusCode(502)));

        var result = await CommandLine.Run("workers", "--server", lab.Url);

        Assert.Equal($"lab: {lab.Url} answered 502 Bad Gateway to GET /api/v1/workers.", result.Error.TrimEnd());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task the_path_of_the_labs_address_stays_in_every_call(string end)
    {
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/some/prefix/api/v1/workers", () => FakeLab.Json(Array.Empty<Worker>()));
            routes.MapGet("/api/v1/workers", () => FakeLab.Problem(404, "This is the program at the root."));
        });

        var result = await CommandLine.Run("workers", "--json", "--server", $"{lab.Url}/some/prefix{end}");

        Assert.Equal((0, "[]"), (result.Code, result.Output.Trim()));
    }

    [Fact]
    public async Task something_else_that_answers_is_told_from_a_lab()
    {
        await using var other = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/workers", () => Results.Text("<html>hello</html>", "application/json")));

        var result = await CommandLine.Run("workers", "--server", other.Url);

        Assert.Equal(
            $"lab: What answers at {other.Url} is no lab of this version: GET /api/v1/workers gave no Worker[].",
            result.Error.TrimEnd());
    }

    [Fact]
    public async Task watching_ends_with_the_sweep()
    {
        await using var lab = await WatchedLab(SweepStatus.Running, SweepStatus.Running, SweepStatus.Finished);
        using var client = new LabClient(new Uri(lab.Url));

        var seen = new List<SweepStatus>();
        await foreach (var view in client.Watch("clothes-a1b2", default))
            seen.Add(view.Summary.Status);

        Assert.Equal([SweepStatus.Running, SweepStatus.Running, SweepStatus.Finished], seen);
    }

    [Fact]
    public async Task https_to_the_plain_port_says_so()
    {
        await using var lab = await FakeLab.Start(_ => { });
        var port = new Uri(lab.Url).Port;

        var result = await CommandLine.Run("sweep", "ls", "--server", $"https://localhost:{port}");

        Assert.Equal(1, result.Code);
        Assert.StartsWith($"lab: No encrypted connection to https://localhost:{port} could be made: ", result.Error,
            StringComparison.Ordinal);
        Assert.EndsWith($"A lab itself speaks plain HTTP; try --server http://localhost:{port}.",
            result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_watch_that_breaks_off_before_the_sweeps_end_is_an_error()
    {
        await using var lab = await WatchedLab(SweepStatus.Running);
        using var client = new LabClient(new Uri(lab.Url));

        var error = await Assert.ThrowsAsync<LabAwayException>(async () =>
        {
            await foreach (var _ in client.Watch("clothes-a1b2", default)) { }
        });

        Assert.Equal($"The lab at {lab.Url} went away; the sweep goes on after ./lab up.", error.Message);
    }

    private static Task<FakeLab> WatchedLab(params SweepStatus[] statuses) => FakeLab.Start(routes =>
        routes.MapGet("/api/v1/sweeps/{id}/watch", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var status in statuses)
            {
                var view = System.Text.Json.JsonSerializer.Serialize(Example.Sweep(status), Grains.LabJson.Options);
                await context.Response.WriteAsync($"event: sweep\ndata: {view}\n\n");
            }
        }));
}
