using System.Collections.Immutable;
using PgGanLab.Growth.Search.Learning;

namespace PgGanLab.Growth.Analysis;

/// <summary>A share of the variance of results.</summary>
/// <param name="Share">0 to 1: the mean over the trees of a forest.</param>
/// <param name="Deviation">Standard deviation over the trees: how far they agree.</param>
public sealed record VarianceShare(double Share, double Deviation);

/// <summary>
/// Which settings results hang on: a functional analysis of variance of a random forest. A function of the runs alone.
/// Source: Hutter 2014, section 3; Breiman 2001, "Random forests".
/// </summary>
internal sealed class SettingImportance
{
    /// <summary>Below so many runs a forest says nothing.</summary>
    public const int FewestRuns = 8;

    /// <summary>Trees of the forest.</summary>
    private const int Trees = 64;

    /// <summary>Levels in which the trees see a number.</summary>
    private const int MostLevels = 32;

    private readonly ImmutableArray<TreeVariance> variances;

    private SettingImportance(ImmutableArray<TreeVariance> variances, double explained) =>
        (this.variances, Explained) = (variances, explained);

    /// <summary>
    /// How much of the variance the forest foretells of runs that its trees have not seen, at most 1: below 0 it is
    /// worse than the mean, and its shares say nothing.
    /// </summary>
    public double Explained { get; }

    /// <param name="settings">Each setting's values, run by run.</param>
    /// <param name="scores">What each run reached.</param>
    /// <returns>Null where there are too few runs, or all reached the same.</returns>
    public static SettingImportance? Of(
        IReadOnlyList<IReadOnlyList<string>> settings, IReadOnlyList<double> scores)
    {
        if (scores.Count < FewestRuns || settings.Count == 0 || scores.Distinct().Count() == 1)
            return null;
        SettingLevels[] seen = [.. settings.Select(values => SettingLevels.Of(values, scores, MostLevels))];
        int[][] levels = [.. seen.Select(s => s.LevelOf.ToArray())];
        int[] counts = [.. seen.Select(s => s.Levels.Length)];
        double[][] weights = [.. seen.Select(s => Enumerable.Range(0, s.Levels.Length)
            .Select(level => s.LevelOf.Count(l => l == level) / (double)scores.Count).ToArray())];
        RegressionTree[] forest = [.. Enumerable.Range(0, Trees).Select(tree =>
            RegressionTree.Grow(levels, [.. scores], counts, new SearchRandom(0, "importance", tree)))];
        return new SettingImportance(
            [.. forest.Select(tree => new TreeVariance(tree, weights)).Where(v => v.Total > 0)],
            Foretold(forest, scores));
    }

    /// <summary>The share that a setting has alone.</summary>
    public VarianceShare Of(int setting) => Mean(v => v.Of(setting));

    /// <summary>The share that two settings have together beyond what each has alone.</summary>
    public VarianceShare Of(int first, int second) => Mean(v => v.Of(first, second));

    private VarianceShare Mean(Func<TreeVariance, double> part)
    {
        double[] shares = [.. variances.Select(v => part(v) / v.Total)];
        if (shares.Length == 0)
            return new VarianceShare(0, 0);
        var mean = shares.Average();
        return new VarianceShare(mean, Math.Sqrt(shares.Average(s => (s - mean) * (s - mean))));
    }

    private static double Foretold(RegressionTree[] forest, IReadOnlyList<double> scores)
    {
        var mean = scores.Average();
        var (error, variance) = (0.0, 0.0);
        for (var run = 0; run < scores.Count; run++)
        {
            double[] foretold = [.. forest.Where(t => t.Foretold.ContainsKey(run)).Select(t => t.Foretold[run])];
            if (foretold.Length == 0)
                continue;
            error += Math.Pow(scores[run] - foretold.Average(), 2);
            variance += Math.Pow(scores[run] - mean, 2);
        }
        return variance > 0 ? 1 - error / variance : 0;
    }
}
