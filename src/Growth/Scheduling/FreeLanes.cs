using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Scheduling;

/// <summary>
/// Gives phases to workers that train already and have room for one more. A worker gets only what would be its next
/// phase if it trained nothing: where that can't be trained beside what it trains, it takes nothing more, so that it
/// becomes free for it. Whose turn it is, is the same with and without packing.
/// </summary>
internal static class FreeLanes
{
    /// <param name="queue">What no idle worker could train; what is given away leaves it.</param>
    /// <param name="pool">Who trains and has room; who is given something leaves it.</param>
    /// <param name="shares">Whose turn it is; sweeps are charged with what they are given.</param>
    public static IReadOnlyList<Assignment> Assign(PhaseQueue queue, WorkerPool pool, FairShare shares)
    {
        var made = new List<Assignment>();
        if (pool.Training.Count == 0)
            return made;
        var workers = pool.Training.ToDictionary(w => w.Name, StringComparer.Ordinal);
        var free = new WorkerPool(pool.Training.Select(w => w with { Room = null }));
        var passedBy = new List<ReadyPhase>();
        var unplaced = new HashSet<DeviceNeed>();
        var lines = queue.Lines.ToList();
        while (free.Count > 0 && SchedulingRules.Next(lines, free, shares, unplaced) is { } phase)
        {
            queue.Remove(phase);
            var beside = workers.Values.Where(phase.FitsBeside).MinBy(w => w.Name, StringComparer.Ordinal);
            var worker = beside ?? workers[free.Find(phase)!.Name];
            free.Remove(worker with { Room = null });
            workers.Remove(worker.Name);
            if (beside is null)
            {
                passedBy.Add(phase);
                continue;
            }
            pool.Remove(worker);
            shares.Charge(phase.Claim, phase.Seconds);
            made.Add(new Assignment(phase.Key, worker.Name));
        }
        foreach (var phase in passedBy)
            queue.Add(phase);
        return made;
    }
}
