using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Analysis;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SweepAnalysisVerbTests
{
    [Fact]
    public async Task each_setting_has_its_importance_and_the_mean_of_each_value()
    {
        var lines = await Print(Of(12));
        Assert.Contains("12 experiments at 32x32 after 40 kimg; 3 more can't be compared or have no result", lines);
        Assert.Contains("setting importance value mean SWD × 10³ experiments", lines);
        Assert.Contains(lines, l => Regex.IsMatch(l, @"^loss \d+ % ± \d+ wgan-gp 20\.5 ± 0\.2 6$"));
        Assert.Contains("logistic 60.5 ± 0.2 6", lines);
        Assert.Contains(lines, l => l.StartsWith("Importance: fANOVA of a random forest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task few_results_have_no_importances()
    {
        var lines = await Print(Of(4));
        Assert.Contains("loss – wgan-gp 20.5 ± 0.5 2", lines);
        Assert.Contains("Importances begin with 8 results that differ.", lines);
    }

    [Fact]
    public async Task a_sweep_that_varies_nothing_says_so() => Assert.Contains(
        "The experiments of this sweep differ in nothing but their seeds.",
        await Print(Of(4) with { Results = SearchAnalysis.Of([], []) }));

    private static async Task<string[]> Print(SweepAnalysis analysis)
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/analysis", () => FakeLab.Json(analysis)));
        var result = await CommandLine.Run("sweep", "analysis", "t", "--server", lab.Url);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return [.. result.Output.Split('\n')
            .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }

    private static SweepAnalysis Of(int runs) => new()
    {
        Sweep = "t",
        Score = "SWD × 10³",
        Resolution = 32,
        Kimg = 40,
        LeftOut = 3,
        Results = SearchAnalysis.Of(["loss"], [.. Enumerable.Range(1, runs).Select(n => new AnalysedRun(
            n, [n % 2 == 0 ? "logistic" : "wgan-gp"], (n % 2 == 0 ? 60 : 20) + ((n - 1) / 2 % 2)))]),
    };
}
