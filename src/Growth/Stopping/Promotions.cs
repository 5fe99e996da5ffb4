using System.Collections.Immutable;

namespace PgGanLab.Growth.Stopping;

/// <summary>
/// Decides which points go on from their rungs: a function of what is known of the points, which keeps nothing. Of equal
/// values the point with the lower index counts as the better one.
/// </summary>
public static class Promotions
{
    /// <summary>The points that go on from where they wait, each by one rung, in order of rung and bracket.</summary>
    /// <param name="policy">The rule.</param>
    /// <param name="points">All points so far, by index.</param>
    /// <param name="areAll">Whether no more points will come.</param>
    public static ImmutableArray<int> Of(StoppingPolicy policy, IReadOnlyList<RacingPoint> points, bool areAll)
    {
        if (policy.Population is not null)                                      // all go on, some of them as copies
            return [.. Population.Of(policy, points).Select(step => step.Member)];
        var brackets = Brackets.Of(policy, points.Count);
        var promoted = ImmutableArray.CreateBuilder<int>();
        for (var rung = 0; rung < policy.Rungs.Length; rung++)
            for (var bracket = 0; bracket < policy.Brackets && bracket <= rung; bracket++)
            {
                RacingPoint[] racing = [.. points.Where(p => brackets[p.Index] == bracket)];
                var isComing = racing.Any(p => promoted.Contains(p.Index));
                promoted.AddRange(RungRace.Of(policy, racing, rung, areAll && !isComing).GoOn());
            }
        return promoted.ToImmutable();
    }
}

/// <summary>The points of one bracket that have been at one rung.</summary>
public sealed class RungRace
{
    private readonly StoppingPolicy policy;
    private readonly int rung;

    private RungRace(StoppingPolicy policy, int rung, ImmutableArray<RacingPoint> order, bool isFull)
    {
        (this.policy, this.rung) = (policy, rung);
        (Order, IsFull) = (order, isFull);
    }

    /// <summary>Those that say something about it, best first.</summary>
    public ImmutableArray<RacingPoint> Order { get; }

    /// <summary>Whether all are there that will ever come.</summary>
    public bool IsFull { get; }

    /// <summary>How many of the best may go on; without a meaning for the median rule.</summary>
    public int Places => IsFull ? Math.Max(1, Order.Length / policy.ReductionFactor)
        : policy.Waits ? 0
        : Order.Length / policy.ReductionFactor;

    /// <param name="policy">The rule.</param>
    /// <param name="racing">The points of a bracket.</param>
    /// <param name="rung">Which rung.</param>
    /// <param name="areAll">Whether no more points will come to the bracket.</param>
    public static RungRace Of(StoppingPolicy policy, IReadOnlyCollection<RacingPoint> racing, int rung, bool areAll) =>
        new(policy, rung,
            [.. racing.Where(p => p.At(rung) is not null).OrderBy(p => p.At(rung)).ThenBy(p => p.Index)],
            areAll && !racing.Any(p => p.Rung <= rung && p.State == RacingState.Underway));

    /// <summary>Those that wait here and may go on.</summary>
    public IEnumerable<int> GoOn()
    {
        var candidates = policy.Rule == StoppingRule.Median ? Order.Where(IsNoWorse) : Order.Take(Places);
        return candidates.Where(p => p.Rung == rung && p.State == RacingState.Waiting).Select(p => p.Index);
    }

    /// <summary>
    /// The median of what the others reached, infinite where most of them diverged; null where they are too few.
    /// </summary>
    public double? MedianBeside(RacingPoint point)
    {
        double[] others = [.. Order.Where(p => p.Index != point.Index).Select(p => p.At(rung)!.Value)];
        if (others.Length < Math.Max(1, policy.Startup))
            return null;
        var middle = others.Length / 2;
        return others.Length % 2 == 1 ? others[middle] : (others[middle - 1] + others[middle]) / 2;
    }

    private bool IsNoWorse(RacingPoint point) => MedianBeside(point) is not { } median || point.At(rung) <= median;
}
