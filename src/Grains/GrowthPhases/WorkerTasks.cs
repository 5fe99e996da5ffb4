using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>What workers train, and for whom.</summary>
internal static class WorkerTasks
{
    /// <param name="db">The record.</param>
    /// <param name="now">The moment.</param>
    /// <returns>By the workers' names.</returns>
    public static async Task<ImmutableArray<WorkerTask>> Load(LabDbContext db, DateTimeOffset now)
    {
        Worker[] workers = [.. (await db.Workers.Where(w => w.SeenAt > now - LeaseRules.Duration).ToListAsync())
            .Select(w => w.At(now)).OrderBy(w => w.Name, StringComparer.Ordinal)];
        string[] keys = [.. workers.SelectMany(w => w.Phases).Distinct()];
        if (keys.Length == 0)
            return [];
        var phases = (await PhaseViews.Load(db, [.. keys], now)).ToDictionary(p => p.Key);
        var uses = (await db.ExperimentPhases.Where(step => EF.Parameter(keys).Contains(step.Phase))
            .Join(db.UnfinishedExperiments, step => step.ExperimentId, e => e.Id,
                (step, e) => new { step.Phase, e.SweepId, e.Number })
            .GroupBy(use => new { use.Phase, use.SweepId })
            .Select(g => new { g.Key.Phase, g.Key.SweepId, First = g.Min(use => use.Number), Count = g.Count() })
            .ToListAsync()).ToLookup(use => use.Phase);
        return [.. workers.SelectMany(worker => worker.Phases.Where(phases.ContainsKey).Select(key => new WorkerTask(
            worker.Name, phases[key],
            [
                .. uses[key].OrderByDescending(use => use.Count).ThenBy(use => use.SweepId, StringComparer.Ordinal)
                    .Select(use => new PhaseUse(use.SweepId, use.First, use.Count)),
            ])))];
    }
}
