using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class BestVerbTests : IDisposable
{
    private static readonly byte[] Weights = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-best-");

    private string Target => Path.Combine(folder.FullName, "g.safetensors");

    [Fact]
    public async Task the_generator_is_saved_whole()
    {
        await using var lab = await LabWithBest(Whole);

        var result = await CommandLine.Run("best", "clothes-a1b2", "--download", Target, "--server", lab.Url);

        Assert.Equal(
            $"""
            clothes-a1b2.1: emaBeta@32 0.99, learningRate@32 0.001, SWD 26.0 at 32x32 after 58 kimg
            Generator saved to {Target}.

            """, result.Output);
        Assert.Equal(Weights, await File.ReadAllBytesAsync(Target));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public async Task the_best_of_several_seeds_stands_beside_the_mean_of_its_configuration()
    {
        ExperimentSummary[] experiments = [Seed(1, 1000, 26), Seed(2, 1001, 30)];
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/api/v1/sweeps/clothes-a1b2/best", () => FakeLab.Json(experiments[0]));
            routes.MapGet("/api/v1/sweeps/clothes-a1b2/experiments", () => FakeLab.Json(experiments));
        });

        var result = await CommandLine.Run("best", "clothes-a1b2", "--server", lab.Url);

        Assert.Contains("\nIts configuration has SWD 28.0 ± 2.0 in the mean over 2 seeds: rank 1 of 1.\n",
            result.Output, StringComparison.Ordinal);

        static ExperimentSummary Seed(int number, int seed, double swd) =>
            Example.Experiment(number, ExperimentStatus.Finished, number, Example.Swd(swd, swd, swd))
                with
            { Name = $"seed {seed}", Varied = [new("seed", $"{seed}")] };
    }

    [Fact]
    public async Task without_a_sweep_the_best_of_each_dataset_and_resolution_are_listed()
    {
        SweepSummary[] sweeps =
        [
            Sweep("a", "fashion-mnist", 31, 2048), Sweep("b", "fashion-mnist", 26, 2048),
            Sweep("c", "fashion-mnist", 9, 32), Sweep("d", "cifar", 40, 2048), Example.Summary(SweepStatus.Running),
        ];
        await using var lab = await FakeLab.Start(routes => routes.MapGet(
            "/api/v1/sweeps", (bool archived = false) => FakeLab.Json(archived ? sweeps[1..2] : [sweeps[0], .. sweeps[2..]])));

        var result = await CommandLine.Run("best", "--server", lab.Url);

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(
            """

             dataset        px  best   SWD  kimg  images  of sweeps
            ─────────────────────────────────────────────────────────
             cifar          32  d.1   40.0    58   2,048          1
             fashion-mnist  32  c.1   9.00    58      32          1
             fashion-mnist  32  b.1   26.0    58   2,048          2

            ./lab best SWEEP says more of one; with --download PATH it saves its generator.

            """, string.Join('\n', result.Output.Split('\n').Select(l => l.TrimEnd())));
        var json = await CommandLine.Run("best", "--json", "--server", lab.Url);
        Assert.Contains("\"experiment\": \"b.1\"", json.Output, StringComparison.Ordinal);
        var vain = await CommandLine.Run("best", "--download", Target, "--server", lab.Url);
        Assert.Equal((1, "lab: --download needs the sweep whose best generator it saves; ./lab best lists them."),
            (vain.Code, vain.Error.TrimEnd()));

        static SweepSummary Sweep(string id, string dataset, double swd, int images) =>
            Example.Summary(SweepStatus.Finished) with
            {
                Id = id,
                Dataset = dataset,
                BestExperiment = $"{id}.1",
                BestSwd = Example.Swd(swd, swd, swd) with { Images = images },
            };
    }

    [Fact]
    public async Task a_directory_keeps_the_labs_name_for_the_file()
    {
        await using var lab = await LabWithBest(Whole);

        var result = await CommandLine.Run(
            "best", "clothes-a1b2", "--download", folder.FullName, "--json", "--server", lab.Url);

        var saved = Path.Combine(folder.FullName, "clothes-32px.safetensors");
        Assert.Equal(0, result.Code);
        Assert.Contains($"\"generator\": \"{saved}\"", result.Output, StringComparison.Ordinal);
        Assert.Equal(Weights, await File.ReadAllBytesAsync(saved));
    }

    [Fact]
    public async Task a_file_that_is_there_is_replaced_with_force_only()
    {
        await File.WriteAllTextAsync(Target, "mine");
        await using var lab = await LabWithBest(Whole);

        var refused = await CommandLine.Run("best", "clothes-a1b2", "--download", Target, "--server", lab.Url);
        var kept = await File.ReadAllTextAsync(Target);
        var forced = await CommandLine.Run(
            "best", "clothes-a1b2", "--download", Target, "--force", "--server", lab.Url);

        Assert.Equal($"lab: {Target} is there already; choose another name, or replace it with --force.",
            refused.Error.TrimEnd());
        Assert.Equal("mine", kept);
        Assert.Equal(0, forced.Code);
        Assert.Equal(Weights, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task a_download_that_breaks_off_leaves_nothing_behind()
    {
        await using var lab = await LabWithBest(BrokenOff);

        var result = await CommandLine.Run("best", "clothes-a1b2", "--download", Target, "--server", lab.Url);

        Assert.Equal(1, result.Code);
        Assert.Equal(
            "lab: The download of clothes-32px.safetensors broke off; nothing of it was kept.", result.Error.TrimEnd());
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public async Task a_missing_directory_is_named()
    {
        await using var lab = await LabWithBest(Whole);
        var nowhere = Path.Combine(folder.FullName, "nowhere");

        var result = await CommandLine.Run(
            "best", "clothes-a1b2", "--download", Path.Combine(nowhere, "g.safetensors"), "--server", lab.Url);

        Assert.Equal(
            $"lab: The directory {nowhere} does not exist; make it, or choose another.", result.Error.TrimEnd());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Task<FakeLab> LabWithBest(Func<HttpContext, Task> generator) => FakeLab.Start(routes =>
    {
        var best = Example.Experiment(1, ExperimentStatus.Finished, 1, Example.Swd(26, 24, 28));
        routes.MapGet("/api/v1/sweeps/clothes-a1b2/best", () => FakeLab.Json(best));
        routes.MapGet("/api/v1/sweeps/clothes-a1b2/experiments", () => FakeLab.Json(new[] { best }));
        routes.MapGet("/api/v1/experiments/clothes-a1b2.1/generator", generator);
    });

    private static Task Whole(HttpContext context)
    {
        context.Response.Headers.ContentDisposition = "attachment; filename=\"../../clothes-32px.safetensors\"";
        return context.Response.Body.WriteAsync(Weights).AsTask();
    }

    /// <summary>Promises more bytes than it sends; the server then closes the connection.</summary>
    private static Task BrokenOff(HttpContext context)
    {
        context.Response.ContentLength = Weights.Length;
        context.Response.Headers.ContentDisposition = "attachment; filename=clothes-32px.safetensors";
        return context.Response.Body.WriteAsync(Weights.AsMemory(0, 1000)).AsTask();
    }
}
