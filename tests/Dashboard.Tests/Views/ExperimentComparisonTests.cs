using PgGanLab.Grains.Experiments;

namespace PgGanLab.Dashboard.Tests.Views;

public sealed class ExperimentComparisonTests
{
    [Fact]
    public void results_stand_at_one_ground_beside_what_they_are_held_against()
    {
        var comparison = Of(Scenes.Finished(), 1, 2);
        Assert.All(comparison.Table.Rows, row => Assert.True(row.IsComparable));
        Assert.Single(comparison.Table.Rows.Select(r => (r.Result!.Resolution, r.Result.Nimg)).Distinct());
        Assert.NotNull(comparison.Table.RealImages);
        Assert.Empty(comparison.Cautions);
    }

    [Fact]
    public void only_settings_that_differ_are_listed()
    {
        var scene = Scenes.Finished();
        var comparison = Of(scene, 1, 2);
        Assert.Equal(
            scene.View.Experiments.First(e => e.Number == 1).Varied
                .Concat(scene.View.Experiments.First(e => e.Number == 2).Varied).GroupBy(v => v.Name)
                .Where(g => g.Select(v => v.Value).Distinct().Count() > 1).Select(g => g.Key).Order(),
            comparison.Differences.Select(d => d.Name).Order());
        Assert.All(comparison.Differences, d => Assert.Equal(2, d.Values.Length));
    }

    [Fact]
    public void phases_that_both_have_are_trained_once()
    {
        var scene = Scenes.Finished();
        var (first, second) = (scene.Experiment(1), scene.Experiment(2));
        var shared = Assert.Single(Of(scene, 1, 2).Shared);
        var common = first.Phases.Where(p => second.Phases.Any(q => q.Key == p.Key)).ToArray();
        Assert.Equal((common.Length, common.Sum(p => p.End - p.Start) / 1000.0), (shared.Phases, shared.Kimg));
        Assert.InRange(shared.Phases, 1, first.Phases.Length - 1);
    }

    [Fact]
    public void a_result_at_another_resolution_is_not_compared_and_that_is_said()
    {
        var (scene, small) = (Scenes.Finished(), Scenes.Finished());
        var shown = small.Experiment(2);
        shown = shown with
        {
            Summary = shown.Summary with { Swd = shown.Swd.First(s => s.Resolution == 16) },
            Swd = [.. shown.Swd.Where(s => s.Resolution == 16)],
        };
        var comparison = ExperimentComparison.Of([scene.Experiment(1), shown], [scene.View]);
        Assert.Equal([true, false], comparison.Table.Rows.Select(r => r.IsComparable));
        Assert.Contains("16", comparison.Table.Rows[1].Note, StringComparison.Ordinal);
        Assert.Equal(
            "1 result stands at another resolution or kimg, and can't be compared.",
            Assert.Single(comparison.Cautions));
    }

    [Fact]
    public void different_datasets_and_latents_are_no_fair_comparison()
    {
        var scene = Scenes.Finished();
        var other = scene.Experiment(2);
        other = other with
        {
            Summary = other.Summary with { Id = "other-1.2", SweepId = "other-1" },
            Settings = [.. other.Settings.Select(s => s.Name == "latentSize" ? s with { Value = "7" } : s)],
        };
        var elsewhere = scene.View with
        {
            Summary = scene.View.Summary with { Id = "other-1", Name = "other", Dataset = "emoji" },
        };
        var comparison = ExperimentComparison.Of([scene.Experiment(1), other], [scene.View, elsewhere]);
        Assert.Equal(
        [
            "They are trained on different datasets (fashion-mnist, emoji): no number of one can be held against "
                + "another's.",
            "Their samples are not of the same latents: latentSize differs.",
        ], comparison.Cautions);
        Assert.Null(comparison.Table.RealImages);
        Assert.StartsWith("other #2", comparison.Table.Rows[1].Configuration, StringComparison.Ordinal);
    }

    private static ExperimentComparison Of(SweepScene scene, params int[] numbers) =>
        ExperimentComparison.Of([.. numbers.Select(scene.Experiment)], [scene.View]);
}
