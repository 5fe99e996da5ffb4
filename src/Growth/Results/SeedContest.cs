using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>What some seeds of a configuration say about its mean: less is better.</summary>
/// <param name="Mean">Over the seeds that have a result.</param>
/// <param name="Variance">Of one seed; NaN for a single one, which says nothing about it.</param>
/// <param name="Seeds">How many the mean is over, or will be once those in training have ended.</param>
public readonly record struct SeedEstimate(double Mean, double Variance, int Seeds)
{
    /// <param name="values">One finite value a seed, at least one.</param>
    public static SeedEstimate Of(ImmutableArray<double> values)
    {
        var mean = values.Average();
        var variance = values.Length > 1 ? values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) : double.NaN;
        return new SeedEstimate(mean, variance, values.Length);
    }

    /// <summary>How much less uncertain the mean is with one seed more.</summary>
    internal double Gain => double.IsNaN(Variance) ? double.PositiveInfinity : Variance / Seeds / (Seeds + 1);

    /// <summary>
    /// The probability that this mean truly lies below another one. Source: Welch 1947, with the degrees of freedom of
    /// his equation 28 (Satterthwaite's).
    /// </summary>
    public double ProbabilityBelow(SeedEstimate other)
    {
        if (double.IsNaN(Variance) || double.IsNaN(other.Variance))
            return 0.5;
        var (own, others) = (Variance / Seeds, other.Variance / other.Seeds);
        if (own + others == 0)
            return Mean == other.Mean ? 0.5 : Mean < other.Mean ? 1 : 0;
        var freedom =
            (own + others) * (own + others) / (own * own / (Seeds - 1) + others * others / (other.Seeds - 1));
        return StudentT.Below((other.Mean - Mean) / Math.Sqrt(own + others), freedom);
    }
}

/// <summary>Which of several configurations is the best, and how sure that is.</summary>
public static class SeedContest
{
    /// <summary>The place of the least mean; the first of equals.</summary>
    /// <param name="points">At least one.</param>
    public static int Best(IReadOnlyList<SeedEstimate> points) =>
        Enumerable.Range(0, points.Count).MinBy(i => (points[i].Mean, i));

    /// <summary>
    /// A lower bound of the probability that the one with the least mean is the best: 1 minus the probabilities that
    /// each other one is better than it (Bonferroni's inequality).
    /// </summary>
    /// <param name="points">At least one.</param>
    /// <returns>0 to 1.</returns>
    public static double Certainty(IReadOnlyList<SeedEstimate> points)
    {
        var best = Best(points);
        return Math.Max(0, 1 - points.Where((_, i) => i != best).Sum(rival => rival.ProbabilityBelow(points[best])));
    }

    /// <summary>How people read a certainty: <c>93 %</c>, and <c>over 99 %</c> rather than 100.</summary>
    public static string Words(double certainty) =>
        certainty >= 0.995 ? $"over {Readable.Percent(0.99)}" : Readable.Percent(certainty);
}
