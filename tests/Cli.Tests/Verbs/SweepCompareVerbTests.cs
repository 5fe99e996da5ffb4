using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SweepCompareVerbTests
{
    [Fact]
    public async Task results_settings_shared_phases_and_cautions_are_shown()
    {
        string? asked = null;
        var compared = new ExperimentComparison
        {
            Experiments = [],
            Table = ComparisonTable.Of(new List<ComparisonEntry>(), null, null),
            Differences = [],
            Shared = [new SharedPhases("t.1", "t.2", 3, 24)],
            Cautions = ["Their samples are not of the same latents: latentSize differs."],
        };
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/compare", (string e) =>
        {
            asked = e;
            return FakeLab.Json(compared);
        }));
        var result = await CommandLine.Run("sweep", "compare", "t.1", "t.2", "--server", lab.Url);
        Assert.Equal((0, "t.1,t.2"), (result.Code, asked));
        Assert.Contains("They differ in no setting.", result.Output, StringComparison.Ordinal);
        Assert.Contains("t.1 and t.2 have 24 kimg in common (3 phases).", result.Output, StringComparison.Ordinal);
        Assert.Contains("latentSize differs.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_experiment_is_too_few()
    {
        var result = await CommandLine.Run("sweep", "compare", "t.1", "--server", "http://127.0.0.1:1");
        Assert.NotEqual(0, result.Code);
        Assert.DoesNotContain("127.0.0.1", result.Error, StringComparison.Ordinal);
    }
}
