using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Views;

public sealed class SweepAnalysisTests
{
    [Fact]
    public void ranked_experiments_are_analysed_and_the_others_counted()
    {
        var view = Scored(Scenes.Finished().View);
        view = view with { Experiments = view.Experiments.SetItem(1, view.Experiments[1] with { Score = null }) };
        var analysis = SweepAnalysis.Of(view);
        Assert.Equal(view.Experiments.Length - 1, analysis.Results.Experiments.Length);
        Assert.Equal(1, analysis.LeftOut);
        Assert.DoesNotContain(view.Experiments[1].Number, analysis.Results.Experiments);
        Assert.Equal("SWD × 10³", analysis.Score);
        Assert.Equal(view.Summary.Resolution, analysis.Resolution);
    }

    [Fact]
    public void seeds_are_no_setting()
    {
        var analysis = SweepAnalysis.Of(Scored(Scenes.Repeated().View));
        Assert.NotEmpty(analysis.Results.Settings);
        Assert.DoesNotContain(analysis.Results.Settings, s => s.Name == SweepPoints.Seed);
    }

    private static SweepView Scored(SweepView view) => view with
    {
        Experiments = [.. view.Experiments.Select(e => e with { Score = e.RankedSwd?.Average })],
    };
}
