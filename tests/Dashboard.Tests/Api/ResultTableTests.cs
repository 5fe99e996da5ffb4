using PgGanLab.Dashboard.Api;
using PgGanLab.Dashboard.Tests.Views;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class ResultTableTests
{
    [Fact]
    public void a_grid_with_repeats_has_a_row_for_each_of_its_points_in_their_order()
    {
        var table = ResultTable.Of(Scenes.Repeated().View);

        Assert.Equal(["learningRate@16 0.0005", "learningRate@16 0.001"], table.Rows.Select(r => r.Configuration));
        Assert.Equal(["2 of 3 seeds", "3 seeds"], table.Rows.Select(r => r.Seeds!.Count()));
        Assert.Equal(["repeated-r3r3.1", "repeated-r3r3.4"], table.Rows.Select(r => r.Experiment));
    }

    [Fact]
    public void a_search_over_seeds_alone_is_one_row()
    {
        var row = Assert.Single(ResultTable.Of(Scenes.SearchedSeeds().View).Rows);
        Assert.Equal(
            ("base configuration", "3 seeds", true), (row.Configuration, row.Seeds!.Count(), row.IsComparable));
    }

    [Fact]
    public void a_sweep_without_repeats_has_a_row_for_each_experiment() =>
        Assert.All(ResultTable.Of(Scenes.Grid12().View).Rows, row => Assert.Null(row.Seeds));
}
