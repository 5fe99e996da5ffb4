using System.Collections.Immutable;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Scheduling;

/// <summary>
/// Which workers give back what they train, with a snapshot, because something with a higher priority waits: of a sweep
/// with a higher one, or of a sweep's experiment with a higher one than another of its experiments. Among equals nobody
/// makes way, so no phase is sent to and fro.
/// </summary>
public static class Preemption
{
    /// <summary>
    /// Each phase that waits takes the place of one: of what is giving its worker back already, else of the lowest
    /// priority, else of what has the longest way to go.
    /// </summary>
    /// <param name="waiting">Phases that are ready.</param>
    /// <param name="idle">Workers that are free, or will answer soon: who can have one of these displaces
    /// nobody.</param>
    /// <param name="held">What workers train.</param>
    /// <param name="shares">The sweeps' priorities.</param>
    public static ImmutableArray<HeldPhase> Of(
        IEnumerable<ReadyPhase> waiting, IEnumerable<IdleWorker> idle, IReadOnlyCollection<HeldPhase> held,
        FairShare shares)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(shares);
        if (held.Count == 0)
            return [];
        var trained = held.OrderByDescending(h => h.IsStopping).ThenBy(h => Priority(h.Phase, shares))
            .ThenBy(h => h.Phase.ExperimentPriority).ThenByDescending(h => h.Phase.Seconds)
            .ThenBy(h => h.Phase.Key, StringComparer.Ordinal).ToList();
        var (least, leastOfExperiments) = (
            trained.Min(h => Priority(h.Phase, shares)), trained.Min(h => h.Phase.ExperimentPriority));
        var free = idle.ToList();
        var way = ImmutableArray.CreateBuilder<HeldPhase>();
        foreach (var phase in waiting
            .Where(p => Priority(p, shares) > least || p.ExperimentPriority > leastOfExperiments)
            .OrderByDescending(p => Priority(p, shares)).ThenBy(p => p, PhaseQueue.LongestFirst.Instance))
        {
            if (trained.Count == 0)
                break;
            if (free.Find(phase.Need.FitsInSharesInto) is { } worker)
                free.Remove(worker);
            else if (trained.Find(h => phase.Need.FitsInSharesInto(h.Worker)
                && InTheWay(phase, h, trained).All(other => IsBefore(phase, other.Phase, shares))) is { } found)
            {
                var others = InTheWay(phase, found, trained).ToArray();
                trained.RemoveAll(others.Contains);
                way.AddRange(others);
            }
        }
        return way.ToImmutable();
    }

    /// <summary>
    /// What its worker must give back so that another phase can be trained there: it alone, where the other could take
    /// its place beside what is trained with it, else all that the worker trains.
    /// </summary>
    private static IEnumerable<HeldPhase> InTheWay(ReadyPhase phase, HeldPhase held, IEnumerable<HeldPhase> trained) =>
        phase.Load is not null && phase.Load == held.Phase.Load
            ? [held]
            : trained.Where(h => h.Worker.Name == held.Worker.Name);

    private static bool IsBefore(ReadyPhase phase, ReadyPhase other, FairShare shares)
    {
        var order = Priority(phase, shares).CompareTo(Priority(other, shares));
        return order > 0 || (order == 0 && phase.ExperimentPriority > other.ExperimentPriority
            && phase.Claim.Sweeps.Intersect(other.Claim.Sweeps).Any());
    }

    private static int Priority(ReadyPhase phase, FairShare shares) =>
        phase.Claim.Sweeps.Max(sweep => shares[sweep].Priority);
}

/// <summary>A phase that a worker trains.</summary>
/// <param name="Phase">What it is, and how much of it is left.</param>
/// <param name="Worker">Who trains it.</param>
/// <param name="IsStopping">Whether it was asked to give it back.</param>
public sealed record HeldPhase(ReadyPhase Phase, IdleWorker Worker, bool IsStopping);
