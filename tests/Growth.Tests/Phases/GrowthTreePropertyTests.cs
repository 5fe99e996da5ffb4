using System.Collections.Immutable;
using CsCheck;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

/// <summary>Merging paths loses nothing, counts nothing twice, and does nothing more when done again.</summary>
public sealed class GrowthTreePropertyTests
{
    private static readonly double[] Rates = [0.001, 0.002, 0.003];

    /// <summary>
    /// Experiments of one base that differ in learning rates here and there, so that many share phases.
    /// </summary>
    private static readonly Gen<ImmutableArray<PlannedPhase>> Paths =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, (at4, at8, at16, isLarge) =>
        {
            var configuration = Seeded.Small(isLarge ? 32 : 16);
            var rate = configuration.LearningRate.With(4, Rates[at4]).With(8, Rates[at8]).With(16, Rates[at16]);
            return ExperimentPath.Of(configuration with { LearningRate = rate }, Seeded.Fashion);
        });

    [Fact]
    public void every_phase_is_there_once_with_all_of_its_experiments() => Paths.Array[1, 12].Sample(paths =>
    {
        var tree = Merge(paths);

        var expected = paths.SelectMany((path, i) => path.Select(phase => (phase.Key, Experiment: $"{i}")))
            .GroupBy(phase => phase.Key, phase => phase.Experiment)
            .ToDictionary(group => group.Key, group => group.Order().ToArray());
        Assert.Equal(expected.Count, tree.Nodes.Length);
        Assert.All(tree.Nodes, node => Assert.Equal(expected[node.Phase.Key], node.Experiments.Order()));
    }, iter: 200);

    [Fact]
    public void parents_come_before_their_children() => Paths.Array[1, 12].Sample(paths =>
    {
        var seen = new HashSet<PhaseKey>();
        foreach (var node in Merge(paths).Nodes)
        {
            Assert.True(node.Phase.Parent is not { } parent || seen.Contains(parent));
            seen.Add(node.Phase.Key);
        }
    }, iter: 200);

    [Fact]
    public void what_is_trained_is_never_more_than_what_was_asked_for() => Paths.Array[1, 12].Sample(paths =>
    {
        var tree = Merge(paths);

        Assert.Equal(paths.Sum(path => path.Sum(phase => phase.Recipe.Images)), tree.ImagesRequested);
        var longest = paths.Max(path => path.Sum(phase => phase.Recipe.Images));
        Assert.InRange(tree.ImagesDistinct, longest, tree.ImagesRequested);
        Assert.Equal(tree.ImagesDistinct, tree.ImagesToTrain(_ => false));
        Assert.Equal(0, tree.ImagesToTrain(_ => true));
    }, iter: 200);

    [Fact]
    public void merging_again_or_in_another_order_gives_the_same_phases() =>
        Gen.Select(Paths.Array[1, 12], Gen.Int[0, 1000]).Sample((paths, seed) =>
        {
            var once = Keys(Merge(paths));
            var shuffled = paths.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(once, Keys(Merge([.. paths, .. paths])));
            Assert.Equal(once.Order(), Keys(Merge(shuffled)).Order());
        }, iter: 200);

    private static GrowthTree Merge(IEnumerable<ImmutableArray<PlannedPhase>> paths) =>
        GrowthTree.Of(paths.Select((path, i) => KeyValuePair.Create($"{i}", path)));

    private static IEnumerable<string> Keys(GrowthTree tree) => tree.Nodes.Select(node => node.Phase.Key.Value);
}
