namespace PgGanLab.Growth.Analysis;

/// <summary>
/// How much of what a tree says changes with one setting alone, and with two together beyond what each does: its
/// functional analysis of variance. Settings are independent, each with the levels that the runs have. Source: Hutter
/// 2014, "An efficient approach for assessing hyperparameter importance", section 3.
/// </summary>
internal sealed class TreeVariance
{
    private readonly RegressionTree tree;
    private readonly double[][] weights;
    private readonly double[][] below;
    private readonly double[] shares;
    private readonly double mean;
    private readonly double[] single;

    /// <param name="tree">The tree.</param>
    /// <param name="weights">The share of the runs at each level, setting by setting.</param>
    public TreeVariance(RegressionTree tree, double[][] weights)
    {
        this.tree = tree;
        this.weights = weights;
        below = [.. weights.Select(Below)];
        shares = [.. tree.Leaves.Select(leaf => Enumerable.Range(0, weights.Length)
            .Aggregate(1.0, (share, setting) => share * Share(leaf, setting)))];
        mean = tree.Leaves.Zip(shares).Sum(l => l.First.Value * l.Second);
        Total = Math.Max(0, tree.Leaves.Zip(shares).Sum(l => Math.Pow(l.First.Value - mean, 2) * l.Second));
        single = [.. Enumerable.Range(0, weights.Length).Select(OfOne)];
    }

    /// <summary>The variance of all that the tree says.</summary>
    public double Total { get; }

    /// <summary>The part that one setting has alone.</summary>
    public double Of(int setting) => single[setting];

    /// <summary>The part that two settings have together, beyond what each has alone.</summary>
    public double Of(int first, int second)
    {
        var (rows, columns) = (weights[first].Length, weights[second].Length);
        var steps = new double[rows + 1, columns + 1];
        foreach (var (leaf, share) in tree.Leaves.Zip(shares))
        {
            var height = (leaf.Value - mean) * share / (Share(leaf, first) * Share(leaf, second));
            steps[leaf.First[first], leaf.First[second]] += height;
            steps[leaf.Last[first] + 1, leaf.First[second]] -= height;
            steps[leaf.First[first], leaf.Last[second] + 1] -= height;
            steps[leaf.Last[first] + 1, leaf.Last[second] + 1] += height;
        }
        var variance = 0.0;
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                steps[i, j] += (i > 0 ? steps[i - 1, j] : 0) + (j > 0 ? steps[i, j - 1] : 0)
                    - (i > 0 && j > 0 ? steps[i - 1, j - 1] : 0);
                variance += weights[first][i] * weights[second][j] * steps[i, j] * steps[i, j];
            }
        }
        return Math.Max(0, variance - single[first] - single[second]);
    }

    private double OfOne(int setting)
    {
        var steps = new double[weights[setting].Length + 1];
        foreach (var (leaf, share) in tree.Leaves.Zip(shares))
        {
            var height = (leaf.Value - mean) * share / Share(leaf, setting);
            steps[leaf.First[setting]] += height;
            steps[leaf.Last[setting] + 1] -= height;
        }
        var (variance, at) = (0.0, 0.0);
        for (var level = 0; level < weights[setting].Length; level++)
        {
            at += steps[level];
            variance += weights[setting][level] * at * at;
        }
        return variance;
    }

    private double Share(TreeLeaf leaf, int setting) =>
        below[setting][leaf.Last[setting] + 1] - below[setting][leaf.First[setting]];

    private static double[] Below(double[] shares)
    {
        var sums = new double[shares.Length + 1];
        for (var i = 0; i < shares.Length; i++)
            sums[i + 1] = sums[i] + shares[i];
        return sums;
    }
}
