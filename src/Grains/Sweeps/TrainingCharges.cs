using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Charges the training of a phase to a sweep that wants it now. The sweep that began to count it may be paused, or
/// hold its experiments before it; or nobody counts it, because its end was there and was freed since.
/// </summary>
internal static class TrainingCharges
{
    /// <summary>
    /// Where no sweep counts the phase that wants it now, the oldest running one that does counts from here on.
    /// </summary>
    /// <param name="db">The transaction; what decides is stored in it already.</param>
    /// <param name="phase">A phase that is trained now.</param>
    public static async Task Settle(LabDbContext db, PhaseRow phase)
    {
        if (phase.Status != PhaseStatus.Queued)
            return;
        var shares = await db.SweepPhases.Where(n => n.Phase == phase.Key).ToListAsync();
        if (shares is [{ Counts: true }])
            return;                                                             // nobody else can want it
        var wanting = await Wanting(db, phase);
        if (wanting.Count == 0 || shares.Exists(n => n.Counts && wanting.Contains(n.SweepId)))
            return;
        foreach (var other in shares.Where(n => n.Counts))
            other.CountTo(phase);
        shares.Single(n => n.SweepId == wanting[0]).CountFrom(phase.BeginCount(), phase.HeldSeconds);
    }

    /// <summary>
    /// A sweep may want no more of what it counts and workers train now: others that want it count on.
    /// </summary>
    public static async Task HandOver(LabDbContext db, string sweepId)
    {
        await db.SaveChangesAsync();
        foreach (var phase in await db.Phases.Where(p => p.LeaseWorker != null && db.SweepPhases.Any(n =>
            n.SweepId == sweepId && n.Phase == p.Key && n.TrainsFrom != null && n.TrainsTo == null)).ToListAsync())
            await Settle(db, phase);
    }

    /// <summary>
    /// Ids of the running sweeps with an experiment that can't go on without the phase, the oldest first: no checkpoint
    /// lies between it and what the experiment is trained up to.
    /// </summary>
    private static async Task<List<string>> Wanting(LabDbContext db, PhaseRow phase)
    {
        var sweeps = await (
            from step in db.ExperimentPhases
            join experiment in db.UnfinishedExperiments on step.ExperimentId equals experiment.Id
            join sweep in db.Sweeps on experiment.SweepId equals sweep.Id
            join goal in db.Phases on experiment.GoalPhase equals goal.Key
            where step.Phase == phase.Key && sweep.Status == SweepStatus.Running && goal.Index >= step.Index
                && !db.ExperimentPhases.Any(later => later.ExperimentId == experiment.Id && later.Index > step.Index
                    && later.Index <= goal.Index && db.GoodCheckpoints.Any(c => c.Phase == later.Phase))
            select new { sweep.Id, sweep.CreatedAt }).Distinct().ToListAsync();
        return [.. sweeps.OrderBy(s => s.CreatedAt).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => s.Id)];
    }
}
