using PgGanLab.Dashboard.Components.Sweeps;
using PgGanLab.Dashboard.Tests.Views;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class GrowthTreeLayoutTests
{
    private static readonly GrowthTreeLayout Layout = GrowthTreeLayout.Of(Scenes.Grid12().View);

    [Fact]
    public void columns_are_the_phases_in_order() => Assert.Equal(
        [(4, PhaseKind.Stabilize), (8, PhaseKind.FadeIn), (8, PhaseKind.Stabilize), (16, PhaseKind.FadeIn),
            (16, PhaseKind.Stabilize), (32, PhaseKind.FadeIn), (32, PhaseKind.Stabilize)],
        Layout.Columns);

    [Fact]
    public void every_experiment_has_a_row_and_the_best_is_on_top()
    {
        Assert.Equal(Enumerable.Range(1, 12), Layout.Rows.Select(e => e.Number).Order());
        Assert.Equal(1, Layout.Rows[0].Rank);
    }

    [Fact]
    public void experiments_that_share_a_phase_lie_together()
    {
        var rows = Layout.Rows.Select((experiment, row) => (experiment.Number, row))
            .ToDictionary(r => r.Number, r => r.row);
        Assert.All(Layout.Boxes, box =>
        {
            var own = box.Node.Experiments.Select(e => rows[e]).ToArray();
            Assert.Equal(own.Length, own.Max() - own.Min() + 1);
        });
    }

    [Fact]
    public void a_node_is_as_thick_as_it_has_experiments()
    {
        var one = Layout.Boxes.First(b => b.Node.Experiments.Length == 1).Height;
        Assert.All(Layout.Boxes, box => Assert.Equal(one * box.Node.Experiments.Length, box.Height, 1e-9));
    }

    [Fact]
    public void nodes_of_a_column_do_not_overlap() => Assert.All(Layout.Boxes.GroupBy(b => b.Column), column =>
    {
        var boxes = column.OrderBy(b => b.Y).ToArray();
        Assert.All(boxes.Zip(boxes.Skip(1)), pair => Assert.True(pair.First.Y + pair.First.Height <= pair.Second.Y));
        Assert.InRange(boxes[^1].Y + boxes[^1].Height, 0, Layout.Height);
    });

    [Fact]
    public void every_phase_but_the_first_hangs_on_its_parent()
    {
        Assert.Equal(Layout.Boxes.Count(b => b.Node.Phase.Parent is not null), Layout.Ribbons.Length);
        Assert.All(Layout.Ribbons, r => Assert.Equal(r.Child.Node.Phase.Parent, r.Parent.Node.Phase.Key));
    }
}
