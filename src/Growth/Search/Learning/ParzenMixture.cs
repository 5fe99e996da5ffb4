using System.Collections.Immutable;

namespace PgGanLab.Growth.Search.Learning;

/// <summary>
/// The density of points that were seen: one product of kernels around each, and one that spans the whole space.
/// Sources: Bergstra 2011, "Algorithms for hyper-parameter optimization"; bandwidths, weights and clipping as in
/// Optuna's multivariate TPE (<c>_ParzenEstimator</c>, version 4).
/// </summary>
internal sealed class ParzenMixture
{
    /// <summary>Weight of the kernel that spans the space, beside 1 of a point's.</summary>
    private const double PriorWeight = 1;

    /// <summary>The newest points that keep their full weight.</summary>
    private const int FullWeights = 25;

    private readonly LearningSpace space;
    private readonly ImmutableArray<Trial> trials;
    private readonly double[] weights;
    private readonly double bandwidth;

    /// <param name="space">The space.</param>
    /// <param name="trials">The points, oldest first; there may be none.</param>
    public ParzenMixture(LearningSpace space, ImmutableArray<Trial> trials)
    {
        this.space = space;
        this.trials = trials;
        var n = trials.Length;
        weights = [.. Enumerable.Range(0, n).Select(i => Weight(i, n)), PriorWeight];
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        var spread = 0.2 * Math.Pow(Math.Max(n, 1), -1.0 / (space.Axes.Length + 4));
        bandwidth = Math.Clamp(spread, 1 / Math.Min(100.0, n + 2), 1);              // Optuna's magic clip
    }

    /// <summary>A point of the density.</summary>
    public double[] Draw(SearchRandom random)
    {
        var (kernel, left) = (0, random.Uniform());
        while (kernel < weights.Length - 1 && (left -= weights[kernel]) >= 0)
            kernel++;
        return [.. space.Axes.Select((_, d) => space.Snapped(d, Draw(kernel, d, random)))];
    }

    /// <summary>The logarithm of the density in the dimensions that count.</summary>
    public double LogDensity(double[] places, bool[] counts)
    {
        var logs = new double[weights.Length];
        for (var k = 0; k < logs.Length; k++)
        {
            logs[k] = Math.Log(weights[k]);
            for (var d = 0; d < places.Length; d++)
                if (counts[d])
                    logs[k] += Math.Log(Density(k, d, places[d]));
        }
        var most = logs.Max();
        return most + Math.Log(logs.Sum(l => Math.Exp(l - most)));
    }

    /// <summary>Points before the newest 25 count the less the older they are.</summary>
    private static double Weight(int index, int count)
    {
        var old = count - FullWeights;
        if (index >= old)
            return 1;
        return old == 1 ? 1.0 / count : 1.0 / count + (1 - 1.0 / count) * index / (old - 1);
    }

    private double Draw(int kernel, int dimension, SearchRandom random)
    {
        var (axis, place) = (space.Axes[dimension], Place(kernel, dimension));
        if (axis is { Levels: > 0, IsOrdered: false })
            return double.IsNaN(place) || random.Uniform() >= Own(axis) ? random.Uniform() : place;
        var (mean, deviation) = double.IsNaN(place) ? (0.5, 1.0) : (place, bandwidth);
        var low = NormalDistribution.Below(-mean / deviation);
        var high = NormalDistribution.Below((1 - mean) / deviation);
        return mean + deviation * NormalDistribution.Quantile(low + random.Uniform() * (high - low));
    }

    private double Density(int kernel, int dimension, double at)
    {
        var (axis, place) = (space.Axes[dimension], Place(kernel, dimension));
        if (axis is { Levels: > 0, IsOrdered: false })
        {
            var isOwn = space.LevelOf(dimension, at) == space.LevelOf(dimension, place);
            return double.IsNaN(place)
                ? 1.0 / axis.Levels
                : (1 - Own(axis)) / axis.Levels + (isOwn ? Own(axis) : 0);
        }
        var (mean, deviation) = double.IsNaN(place) ? (0.5, 1.0) : (place, bandwidth);
        var whole = NormalDistribution.Below((1 - mean) / deviation) - NormalDistribution.Below(-mean / deviation);
        if (axis.Levels == 0)
            return NormalDistribution.Density((at - mean) / deviation) / deviation / whole;
        double level = space.LevelOf(dimension, at);
        var part = NormalDistribution.Below(((level + 1) / axis.Levels - mean) / deviation)
            - NormalDistribution.Below((level / axis.Levels - mean) / deviation);
        return Math.Max(part, 1e-300) / whole;
    }

    /// <summary>Of a kernel of kinds: what its own kind has beyond its even share.</summary>
    private double Own(SearchAxis axis) => 1 / (1 + axis.Levels * PriorWeight / weights.Length);

    /// <summary>NaN for the kernel that spans the space, and where the dimension didn't count for the point.</summary>
    private double Place(int kernel, int dimension) =>
        kernel == trials.Length ? double.NaN : trials[kernel].Places[dimension];
}
