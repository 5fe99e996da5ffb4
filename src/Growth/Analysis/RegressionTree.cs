using PgGanLab.Growth.Search.Learning;

namespace PgGanLab.Growth.Analysis;

/// <summary>
/// A regression tree over settings in levels: it cuts where the squared error falls most. Source: Breiman 1984,
/// "Classification and regression trees".
/// </summary>
internal sealed class RegressionTree
{
    /// <summary>A leaf has at least so many of the runs that the tree is grown from.</summary>
    private const int FewestInLeaf = 2;

    private readonly int[][] levels;
    private readonly double[] targets;
    private readonly int[] counts;
    private readonly List<TreeLeaf> leaves = [];
    private readonly Dictionary<int, double> foretold = [];

    private RegressionTree(int[][] levels, double[] targets, int[] counts)
    {
        this.levels = levels;
        this.targets = targets;
        this.counts = counts;
    }

    /// <summary>The leaves; their boxes part the whole space.</summary>
    public IReadOnlyList<TreeLeaf> Leaves => leaves;

    /// <summary>What it says of the runs that it was not grown from.</summary>
    public IReadOnlyDictionary<int, double> Foretold => foretold;

    /// <summary>Grows a tree from as many runs as there are, drawn with repetition. Source: Breiman 1996.</summary>
    /// <param name="levels">The level of each run, setting by setting.</param>
    /// <param name="targets">What each run reached.</param>
    /// <param name="counts">How many levels each setting has.</param>
    /// <param name="random">Draws the runs.</param>
    public static RegressionTree Grow(int[][] levels, double[] targets, int[] counts, SearchRandom random)
    {
        int[] drawn = [.. targets.Select(_ => random.Below(targets.Length))];
        var tree = new RegressionTree(levels, targets, counts);
        tree.Grow(drawn, [.. Enumerable.Range(0, targets.Length).Except(drawn)], [.. counts.Select(_ => 0)],
            [.. counts.Select(c => c - 1)]);
        return tree;
    }

    private void Grow(int[] runs, int[] unseen, int[] first, int[] last)
    {
        if (FindCut(runs, first, last) is not var (setting, cut))
        {
            var leaf = new TreeLeaf(first, last, runs.Average(i => targets[i]));
            leaves.Add(leaf);
            foreach (var run in unseen)
                foretold.Add(run, leaf.Value);
            return;
        }
        var of = levels[setting];
        Grow([.. runs.Where(i => of[i] <= cut)], [.. unseen.Where(i => of[i] <= cut)],
            first, With(last, setting, cut));
        Grow([.. runs.Where(i => of[i] > cut)], [.. unseen.Where(i => of[i] > cut)],
            With(first, setting, cut + 1), last);
    }

    /// <summary>The setting, and the last level of the lower part; null where no cut makes the error smaller.</summary>
    private (int Setting, int Cut)? FindCut(int[] runs, int[] first, int[] last)
    {
        var sum = runs.Sum(i => targets[i]);
        var whole = sum * sum / runs.Length;
        var spread = runs.Sum(i => targets[i] * targets[i]) - whole;
        var (best, found) = (1e-9 * (spread + Math.Abs(whole)), ((int, int)?)null);
        for (var setting = 0; setting < levels.Length; setting++)
        {
            var (sums, sizes) = (new double[counts[setting]], new int[counts[setting]]);
            foreach (var run in runs)
            {
                sums[levels[setting][run]] += targets[run];
                sizes[levels[setting][run]]++;
            }
            var (below, size) = (0.0, 0);
            for (var cut = first[setting]; cut < last[setting]; cut++)
            {
                below += sums[cut];
                size += sizes[cut];
                if (size < FewestInLeaf || runs.Length - size < FewestInLeaf)
                    continue;
                var gain = below * below / size + (sum - below) * (sum - below) / (runs.Length - size) - whole;
                if (gain > best)
                    (best, found) = (gain, (setting, cut));
            }
        }
        return found;
    }

    private static int[] With(int[] bounds, int setting, int bound)
    {
        var changed = (int[])bounds.Clone();
        changed[setting] = bound;
        return changed;
    }
}

/// <summary>A box of levels in which a tree gives one value.</summary>
/// <param name="First">Its first level of each setting.</param>
/// <param name="Last">Its last level of each setting.</param>
/// <param name="Value">The mean of the runs in it.</param>
internal sealed record TreeLeaf(int[] First, int[] Last, double Value);
