using System.Collections.Immutable;

namespace PgGanLab.Growth.Search.Learning;

/// <summary>
/// A Gaussian process and the point at which it expects the greatest improvement. Sources: Jones 1998, "Efficient
/// global optimization of expensive black-box functions"; for points in training the process' own mean is taken as
/// their value (Ginsbourger 2010, "kriging believer").
/// </summary>
internal sealed class ExpectedImprovement
{
    /// <summary>Most points, over which a decision would take too long.</summary>
    public const int MostPoints = 100;

    private const int Scattered = 400;
    private const int Near = 16;

    /// <summary>How far candidates lie from the best ones, round by round.</summary>
    private static readonly ImmutableArray<double> Rounds = [0.1, 0.03, 0.01, 0.003];

    private readonly LearningSpace space;
    private readonly SearchRandom random;
    private readonly GaussianProcess process;
    private readonly double best;

    private ExpectedImprovement(
        LearningSpace space, SearchRandom random, GaussianProcess process, double best)
    {
        this.space = space;
        this.random = random;
        this.process = process;
        this.best = best;
    }

    /// <summary>Results before which points are drawn.</summary>
    public static int Startup(int dimensions) => Math.Clamp(2 * dimensions, 5, 20);

    /// <summary>The next point; null where every candidate is forbidden.</summary>
    /// <param name="space">The space.</param>
    /// <param name="trials">In the order of their proposal; at least one is finished.</param>
    /// <param name="random">The decision's chance.</param>
    public static double[]? Propose(LearningSpace space, IReadOnlyList<Trial> trials, SearchRandom random)
    {
        var known = trials.Where(t => t.State != TrialState.Running).ToArray();
        var worst = known.Where(t => t.State == TrialState.Finished).Max(t => t.Value);
        var values = Standardized([.. known.Select(t => t.State == TrialState.Finished ? t.Value : worst)]);
        ImmutableArray<double[]> points = [.. known.Select(t => t.Places.ToArray())];
        var coordinates = points.Select(p => Coordinates(space, p)).ToImmutableArray();
        var process = KernelFit.Best(coordinates, values);
        var best = coordinates.Min(p => process.At(p).Mean);
        foreach (var running in trials.Where(t => t.State == TrialState.Running))
        {
            var point = Coordinates(space, [.. running.Places]);
            (coordinates, values) = (coordinates.Add(point), [.. values, process.At(point).Mean]);
            process = process.With(coordinates, values) ?? process;
        }
        var search = new ExpectedImprovement(space, random, process, best);
        return search.Climb([.. points.Zip(values).OrderBy(p => p.Second).Take(4).Select(p => p.First)]);
    }

    private double[]? Climb(ImmutableArray<double[]> starts)
    {
        var scattered = Enumerable.Range(0, Scattered).Select(_ => Random());
        var candidates = Judged(scattered.Concat(starts.SelectMany(s => Around(s, Rounds[0]))));
        foreach (var distance in Rounds)
            candidates = Judged([.. candidates.Take(4).Select(c => c.Places),
                .. candidates.Take(4).SelectMany(c => Around(c.Places, distance))]);
        return candidates.FirstOrDefault().Places;
    }

    /// <summary>Those that are allowed, best first.</summary>
    private List<(double[] Places, double Improvement)> Judged(IEnumerable<double[]> places) =>
        [.. places.Select(Judge).OfType<(double[], double)>().OrderByDescending(c => c.Item2)];

    private (double[] Places, double Improvement)? Judge(double[] places)
    {
        if (space.Look(places) is not { } counts)
            return null;
        double[] counted = [.. places.Select((place, d) => counts[d] ? place : double.NaN)];
        var (mean, deviation) = process.At(Coordinates(space, counted));
        return (places, Math.Log(deviation) + NormalDistribution.LogImprovement((best - mean) / deviation));
    }

    private double[] Random() => [.. space.Axes.Select((_, d) => space.Snapped(d, random.Uniform()))];

    /// <summary>Points near one; each kind is kept in most of them, and what did not count is drawn.</summary>
    private IEnumerable<double[]> Around(double[] places, double distance) => Enumerable.Range(0, Near).Select(_ =>
        places.Select((place, d) => space.Snapped(d, Moved(d, place, distance))).ToArray());

    private double Moved(int dimension, double place, double distance)
    {
        var axis = space.Axes[dimension];
        if (double.IsNaN(place) || (axis.Levels > 0 && random.Uniform() < 0.5 / space.Axes.Length))
            return random.Uniform();
        return axis is { Levels: > 0, IsOrdered: false } ? place : place + distance * random.Normal();
    }

    /// <summary>Kinds become coordinates of their own, 0 or 1 apart; all others are coordinates as they are.</summary>
    private static double[] Coordinates(LearningSpace space, double[] places) =>
    [
        .. places.SelectMany((place, d) => space.Axes[d] is { IsOrdered: false, Levels: > 0 and var levels }
            ? Enumerable.Range(0, levels).Select(level =>
                double.IsNaN(place) ? double.NaN : space.LevelOf(d, place) == level ? Math.Sqrt(0.5) : 0)
            : [place]),
    ];

    private static double[] Standardized(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return [.. values.Select(v => deviation > 0 ? (v - mean) / deviation : 0)];
    }
}
