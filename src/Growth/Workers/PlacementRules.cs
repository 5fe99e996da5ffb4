using System.Collections.Immutable;

namespace PgGanLab.Growth.Workers;

/// <summary>Which worker trains what next.</summary>
public static class PlacementRules
{
    /// <summary>
    /// Gives each idle worker at most one phase that its kind of device can train and its memory holds. Older sweeps
    /// come first; within one, what most experiments wait for, then what has most work behind it (long branches first
    /// ends the sweep soonest), then by key. A phase takes the smallest device that holds it whole, else the largest
    /// that holds it in shares. A worker keeps a branch that it trained when it can.
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

    /// <summary>
    /// Lets phases change places with others, or move to a free worker, where their branch was trained before.
    /// </summary>
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

/// <summary>A phase that could be trained now: wanted, not finished, not leased, its parent finished.</summary>
/// <param name="Key">Its phase key.</param>
/// <param name="WaitingExperiments">How many unfinished experiments go through it.</param>
/// <param name="SweepOrder">Age rank of the oldest sweep that wants it; 0 is the oldest.</param>
/// <param name="ImagesBehind">
/// Real images of all wanted phases from here down the tree (the work that it unblocks).
/// </param>
/// <param name="ParentWorker">The worker that trained its parent, whose disk cache is warm; or null.</param>
public sealed record ReadyPhase(
    string Key, int WaitingExperiments, int SweepOrder, long ImagesBehind, string? ParentWorker)
{
    /// <summary>What it asks of a device.</summary>
    public DeviceNeed Need { get; init; } = DeviceNeed.None;
}

/// <summary>A worker that could train now.</summary>
/// <param name="Name">Such as <c>laptop/cpu:0</c>.</param>
/// <param name="MemoryBytes">What a trainer may use of its device's memory; null: no limit is known.</param>
/// <param name="IsCuda">Whether its device is a GPU under CUDA.</param>
public sealed record IdleWorker(string Name, long? MemoryBytes = null, bool IsCuda = false);

/// <summary>One decision of the scheduler.</summary>
public sealed record Assignment(string Phase, string Worker);
