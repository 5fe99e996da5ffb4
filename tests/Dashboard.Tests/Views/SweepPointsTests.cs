using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Views;

public sealed class SweepPointsTests
{
    [Fact]
    public void experiments_of_one_configuration_are_one_point_whatever_their_seeds()
    {
        var sweep = Scenes.Repeated().View;

        Assert.Equal(["learningRate@16 0.0005", "learningRate@16 0.001"], sweep.Points.Select(p => p.Name).Order());
        Assert.Equal([1, 2], sweep.Points.Select(p => p.Rank));
        var second = sweep.Points.Single(p => p.Experiments is [4, 5, 6]);
        var swd = sweep.Experiments.Where(e => e.Number > 3).Select(e => e.RankedSwd!.Average).ToArray();
        Assert.Equal(swd.Average(), second.Swd!.Average, 1e-9);
        Assert.Equal(
            Math.Sqrt(swd.Sum(s => Math.Pow(s - swd.Average(), 2)) / 2 / 3), second.StandardError!.Value, 1e-9);
        Assert.Equal(("3 seeds", "#4–#6"), (second.Seeds(), second.Numbers()));
    }

    [Fact]
    public void a_point_says_that_a_seed_is_missing_from_its_mean()
    {
        var first = Scenes.Repeated().View.Points.Single(p => p.Experiments is [1, 2, 3]);

        Assert.Equal([1, 2], first.Compared);
        Assert.True(first.IsPartial());
        Assert.Equal("2 of 3 seeds", first.Seeds());
    }

    [Fact]
    public void a_named_point_keeps_its_name_without_the_seed() =>
        Assert.Equal(["(a) as it was", "(b) + care"], Scenes.RepeatedNames().View.Points.Select(p => p.Name).Order());

    [Fact]
    public void a_search_over_seeds_is_one_point()
    {
        var point = Assert.Single(Scenes.SearchedSeeds().View.Points);

        Assert.Equal(("base configuration", "#1–#3", 1), (point.Name, point.Numbers(), point.Rank));
        Assert.Empty(point.Varied);
    }

    [Fact]
    public void the_base_configuration_is_one_point_with_its_other_seeds()
    {
        var scene = Scenes.ListedSeeds().View;

        Assert.Equal(("base configuration", "#1–#3"), Assert.Single(scene.Points.Select(p => (p.Name, p.Numbers()))));
        Assert.Equal(
            ["seed 1001", "seed 1002", "the base configuration's seed"],
            scene.Experiments.Select(e => e.SeedInWords()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void seeds_may_be_as_large_as_a_clocks_microseconds() =>
        Assert.Equal("(a) as it was", Assert.Single(Scenes.LargeSeeds().View.Points).Name);

    [Fact]
    public void a_sweep_without_repeats_has_experiments_alone() =>
        Assert.All([Scenes.Grid12(), Scenes.Random60(), Scenes.Listed(), Scenes.Fresh()], scene =>
            Assert.Empty(SweepPoints.Of(scene.View.Experiments)));
}
