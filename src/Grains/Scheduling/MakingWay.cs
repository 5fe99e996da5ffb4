using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// Workers that are asked to give back what has a lower priority than something that waits, with a snapshot: nothing is
/// lost, and they are given what comes first when they are free.
/// </summary>
internal sealed class MakingWay
{
    /// <summary>Those that were asked and have not stopped yet.</summary>
    private readonly HashSet<HeldLease> asked = [];

    /// <summary>The leases that are to be given back, each with whether it was not asked for before.</summary>
    /// <param name="board">What trains and what waits.</param>
    /// <param name="assignments">Who is given what now.</param>
    /// <param name="freeSoon">Workers that are free, or will be when they have answered.</param>
    /// <param name="room">What the store has room for.</param>
    public IReadOnlyList<(HeldLease Lease, bool IsNew)> Next(
        ScheduleBoard board, IEnumerable<Assignment> assignments, IEnumerable<IdleWorker> freeSoon, StoreRoom room)
    {
        asked.IntersectWith(board.Held.Select(h => h.Lease));
        var leases = board.Held.ToDictionary(h => h.Phase.Key, h => h.Lease);
        var used = assignments.Select(a => a.Worker).ToHashSet();
        var next = Preemption.Of(
            board.Standing.Waiting.Where(room.Holds), freeSoon.Where(w => !used.Contains(w.Name)),
            [.. board.Held.Select(h => new HeldPhase(h.Phase, h.Worker, asked.Contains(h.Lease)))], board.Shares);
        return [.. next.Select(h => leases[h.Phase.Key]).Select(lease => (lease, asked.Add(lease)))];
    }
}
