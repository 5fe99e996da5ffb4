using System.Collections.Immutable;

namespace PgGanLab.Growth.Scheduling;

/// <summary>Which worker trains what next.</summary>
public static class PlacementRules
{
    /// <summary>
    /// Gives each idle worker at most one phase. Older sweeps come first; within one, what most experiments wait for, then what has most work
    /// behind it (long branches first ends the sweep soonest), then by key. A worker keeps a branch that it trained when it can.
    /// </summary>
    public static ImmutableArray<Assignment> Assign(IEnumerable<ReadyPhase> ready, IEnumerable<IdleWorker> idle)
    {
        var free = idle.Select(w => w.Name).Order(StringComparer.Ordinal).ToList();
        var chosen = ready
            .OrderBy(p => p.SweepOrder)
            .ThenByDescending(p => p.WaitingExperiments)
            .ThenByDescending(p => p.ImagesBehind)
            .ThenBy(p => p.Key, StringComparer.Ordinal)
            .Take(free.Count)
            .ToArray();
        var assignments = ImmutableArray.CreateBuilder<Assignment>(chosen.Length);
        foreach (var phase in chosen.OrderBy(p => p.ParentWorker is null || !free.Contains(p.ParentWorker) ? 1 : 0))
        {
            var worker = phase.ParentWorker is { } known && free.Contains(known) ? known : free[0];
            free.Remove(worker);
            assignments.Add(new Assignment(phase.Key, worker));
        }
        return assignments.ToImmutable();
    }
}
