using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

public sealed class GrowthTreeTests
{
    [Fact]
    public void experiments_that_differ_at_16_px_share_4_and_8_px()
    {
        var tree = Tree(0.001, 0.002, 0.003, 0.004);
        Assert.Equal(3 + 4 * 2, tree.Nodes.Length);
        Assert.Equal(4 * 13000, tree.ImagesRequested);
        Assert.Equal(8000 + 4 * 5000, tree.ImagesDistinct);
        Assert.All(tree.Nodes.Take(3), n => Assert.Equal(4, n.Experiments.Length));
    }

    [Fact]
    public void parents_come_before_their_children()
    {
        var seen = new HashSet<PhaseKey>();
        foreach (var node in Tree(0.001, 0.002).Nodes)
        {
            Assert.True(node.Phase.Parent is not { } parent || seen.Contains(parent));
            Assert.True(seen.Add(node.Phase.Key));
        }
    }

    [Fact]
    public void finished_phases_are_not_to_train()
    {
        var tree = Tree(0.001, 0.002);
        Assert.Equal(0, tree.ImagesToTrain(_ => true));
        Assert.Equal(tree.ImagesDistinct - 3000, tree.ImagesToTrain(key => key == tree.Nodes[0].Phase.Key));
    }

    [Fact]
    public void of_phases_whose_end_is_gone_only_those_that_something_goes_on_from_or_ends_with_are_to_train()
    {
        var tree = Tree(0.001, 0.002);
        var keys = tree.Nodes.Select(n => n.Phase.Key).ToArray();
        Assert.Empty(tree.ToTrain(_ => true, key => key == keys[0] || key == keys[1]));
        Assert.Equal([keys[^1]], tree.ToTrain(_ => true, key => key == keys[0] || key == keys[^1]));
        Assert.Equal([keys[0], keys[1], keys[2]], keys[..3].Where(tree.ToTrain(
            key => key != keys[2], key => key == keys[0] || key == keys[1]).Contains));
        Assert.Equal(keys.Length, tree.ToTrain(_ => false, _ => false).Count);
    }

    private static GrowthTree Tree(params double[] rates) =>
        GrowthTree.Of(rates.Select((rate, i) => KeyValuePair.Create(
            $"{i}", ExperimentPath.Of(
                Seeded.Small() with { LearningRate = Seeded.Small().LearningRate.With(16, rate) }, Seeded.Fashion))));
}
