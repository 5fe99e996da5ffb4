using CsCheck;
using PgGanLab.Growth.Analysis;
using PgGanLab.Growth.Search.Learning;

namespace PgGanLab.Growth.Tests.Analysis;

public sealed class TreeVarianceTests
{
    [Fact]
    public void shares_are_those_of_a_sum_over_all_combinations_of_levels()
    {
        Gen.Int[0, 10_000].Sample(seed =>
        {
            var random = new Random(seed);
            var counts = Enumerable.Range(0, random.Next(2, 4)).Select(_ => random.Next(2, 5)).ToArray();
            var runs = random.Next(20, 60);
            int[][] levels = [.. counts.Select(count =>
                Enumerable.Range(0, runs).Select(run => run < count ? run : random.Next(count)).ToArray())];
            double[] targets = [.. Enumerable.Range(0, runs).Select(run =>
                levels[0][run] * 2 + levels[0][run] * levels[1][run] + random.NextDouble())];
            var tree = RegressionTree.Grow(levels, targets, counts, new SearchRandom(seed, "test", 0));
            double[][] weights = [.. levels.Select((of, i) => Enumerable.Range(0, counts[i])
                .Select(level => of.Count(l => l == level) / (double)runs).ToArray())];
            var variance = new TreeVariance(tree, weights);

            var all = Combinations(counts).Select(at => (at, Value: Value(tree, at),
                Share: at.Select((level, i) => weights[i][level]).Aggregate(1.0, (a, b) => a * b))).ToArray();
            var mean = all.Sum(c => c.Value * c.Share);
            Assert.Equal(all.Sum(c => c.Share * Square(c.Value - mean)), variance.Total, 8);
            for (var i = 0; i < counts.Length; i++)
                Assert.Equal(Of([i]), variance.Of(i), 8);
            Assert.Equal(Of([0, 1]) - Of([0]) - Of([1]), variance.Of(0, 1), 8);

            double Of(int[] settings) => all.GroupBy(c => string.Join(',', settings.Select(s => c.at[s])))
                .Sum(g => g.Sum(c => c.Share)
                    * Square(g.Sum(c => c.Share * c.Value) / g.Sum(c => c.Share) - mean));
        }, iter: 200);
    }

    [Fact]
    public void leaves_part_the_space()
    {
        int[][] levels = [[0, 1, 2, 0, 1, 2, 0, 1], [0, 0, 0, 1, 1, 1, 2, 2]];
        var tree = RegressionTree.Grow(levels, [1, 2, 3, 4, 5, 6, 7, 8], [3, 3], new SearchRandom(1, "test", 0));
        foreach (var at in Combinations([3, 3]))
            Assert.Single(tree.Leaves, leaf => Has(leaf, at));
    }

    [Fact]
    public void runs_that_were_not_drawn_are_foretold_by_the_leaf_in_which_they_lie()
    {
        var random = new Random(3);
        int[][] levels = [.. Enumerable.Range(0, 2).Select(_ =>
            Enumerable.Range(0, 40).Select(_ => random.Next(4)).ToArray())];
        var tree = RegressionTree.Grow(
            levels, [.. levels[0].Select(l => (double)l)], [4, 4], new SearchRandom(1, "test", 0));
        Assert.InRange(tree.Foretold.Count, 5, 25);
        Assert.All(tree.Foretold, f => Assert.Equal(Value(tree, [levels[0][f.Key], levels[1][f.Key]]), f.Value));
    }

    private static double Square(double x) => x * x;

    private static double Value(RegressionTree tree, int[] at) => tree.Leaves.Single(leaf => Has(leaf, at)).Value;

    private static bool Has(TreeLeaf leaf, int[] at) =>
        at.Select((level, i) => level >= leaf.First[i] && level <= leaf.Last[i]).All(inside => inside);

    private static IEnumerable<int[]> Combinations(int[] counts) => counts.Aggregate(
        (IEnumerable<int[]>)[[]],
        (all, count) => all.SelectMany(_ => Enumerable.Range(0, count), (at, level) => (int[])[.. at, level]));
}
