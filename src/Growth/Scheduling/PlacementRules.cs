using System.Collections.Immutable;

namespace PgGanLab.Growth.Scheduling;

/// <summary>Which worker trains what next.</summary>
public static class PlacementRules
{
    /// <summary>
    /// Gives each idle worker at most one phase that its kind of device can train and its memory holds. Older sweeps come first; within one,
    /// what most experiments wait for, then what has most work behind it (long branches first ends the sweep soonest), then by key. A phase
    /// takes the smallest device that holds it whole, else the largest that holds it in shares. A worker keeps a branch that it trained when it can.
    /// </summary>
    public static ImmutableArray<Assignment> Assign(IEnumerable<ReadyPhase> ready, IEnumerable<IdleWorker> idle)
    {
        var free = idle.OrderBy(Memory).ThenBy(w => w.Name, StringComparer.Ordinal).ToList();
        var pairs = new List<(ReadyPhase Phase, IdleWorker Worker)>();
        foreach (var phase in InOrder(ready))
        {
            if (free.Count == 0)
                break;
            if (Place(phase, free) is not { } worker)
                continue;
            free.Remove(worker);
            pairs.Add((phase, worker));
        }
        KeepBranches(pairs, free);
        return [.. pairs.Select(p => new Assignment(p.Phase.Key, p.Worker.Name))];
    }

    private static IOrderedEnumerable<ReadyPhase> InOrder(IEnumerable<ReadyPhase> ready) => ready
        .OrderBy(p => p.SweepOrder)
        .ThenByDescending(p => p.WaitingExperiments)
        .ThenByDescending(p => p.ImagesBehind)
        .ThenBy(p => p.Key, StringComparer.Ordinal);

    /// <param name="phase">What is to be trained.</param>
    /// <param name="free">Workers, smallest memory first.</param>
    private static IdleWorker? Place(ReadyPhase phase, List<IdleWorker> free) =>
        free.Find(phase.Need.FitsWholeInto) ?? free.FindLast(phase.Need.FitsInSharesInto);

    /// <summary>Lets phases change places with others, or move to a free worker, where their branch was trained before.</summary>
    private static void KeepBranches(List<(ReadyPhase Phase, IdleWorker Worker)> pairs, List<IdleWorker> free)
    {
        for (var i = 0; i < pairs.Count; i++)
        {
            var (phase, worker) = pairs[i];
            if (phase.ParentWorker is null || phase.ParentWorker == worker.Name)
                continue;
            var other = pairs.FindIndex(p => p.Worker.Name == phase.ParentWorker);
            if (other >= 0 && Gains(phase, pairs[other].Worker) && Gives(pairs[other], worker))
                (pairs[i], pairs[other]) = ((phase, pairs[other].Worker), (pairs[other].Phase, worker));
            else if (free.Find(w => w.Name == phase.ParentWorker && Gains(phase, w)) is { } home)
                (pairs[i], free[free.IndexOf(home)]) = ((phase, home), worker);
        }
    }

    private static bool Gains(ReadyPhase phase, IdleWorker home) => phase.Need.FitsWholeInto(home);

    private static bool Gives((ReadyPhase Phase, IdleWorker Worker) pair, IdleWorker instead) =>
        pair.Phase.ParentWorker != pair.Worker.Name && pair.Phase.Need.FitsWholeInto(instead);

    private static long Memory(IdleWorker worker) => worker.MemoryBytes ?? long.MaxValue;
}
