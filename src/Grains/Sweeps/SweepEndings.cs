using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Scheduling;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Ends sweeps, in the transaction of whatever ended their last experiment.</summary>
internal static class SweepEndings
{
    /// <summary>
    /// Finishes every running sweep whose experiments have all ended, and whose search has no more. One with paused
    /// experiments waits for them, but not for those that its stopping rule paused.
    /// </summary>
    public static async Task CloseFinished(LabDbContext db, DateTimeOffset now)
    {
        await db.SaveChangesAsync();
        var done = await db.Sweeps
            .Where(s => s.Status == SweepStatus.Running && s.Planned == null
                && !db.Experiments.Any(e => e.SweepId == s.Id
                    && (e.Status == ExperimentStatus.Queued
                        || (e.Status == ExperimentStatus.Paused && !e.IsHeld))))
            .ToListAsync();
        foreach (var sweep in done)
        {
            db.Note(now, "sweep-finished", sweep.Id, "All its experiments have ended.");
            await End(db, sweep, SweepStatus.Finished, now);
        }
    }

    /// <summary>
    /// Ends a sweep. From here on its count of trained images stands still (where its budget ended it, once its phases
    /// have stopped or another sweep trains them); the oldest running sweep that also wants a
    /// phase of it counts that phase's further training.
    /// </summary>
    public static async Task End(LabDbContext db, SweepRow sweep, SweepStatus status, DateTimeOffset now)
    {
        sweep.End(status, now);
        await db.SaveChangesAsync();
        var owned = await db.SweepPhases.Where(n => n.SweepId == sweep.Id && n.TrainsFrom != null && n.TrainsTo == null)
            .Join(db.Phases, n => n.Phase, p => p.Key, (node, phase) =>
                new { node, phase })
            .ToListAsync();
        var heirs = await Heirs(db, sweep.Id);
        foreach (var part in owned)
        {
            var isLeft = part.phase.Status == PhaseStatus.Queued;
            var heir = isLeft ? heirs.GetValueOrDefault(part.node.Phase) : null;
            if (status == SweepStatus.Spent && isLeft && heir is null)
                continue;                                                       // counts on, up to its last snapshot
            part.node.CountTo(part.phase);
            heir?.CountFrom(part.phase.BeginCount(), part.phase.HeldSeconds);
        }
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// A sweep that had ended goes on: it counts the training of its unfinished phases that no other running sweep
    /// counts. What became of its phases meanwhile becomes of its experiments now.
    /// </summary>
    public static async Task Reopen(LabDbContext db, SweepRow sweep, DateTimeOffset now)
    {
        if (sweep.Status != SweepStatus.Running)
            sweep.GoOn(now);
        await SweepShares.Join(db, sweep);
        await db.SaveChangesAsync();
        await ExperimentEndings.EndDead(db, sweep, now);
        var running = db.Sweeps.Where(s => s.Status == SweepStatus.Running).Select(s => s.Id);
        var unclaimed = await db.SweepPhases
            .Where(n => n.SweepId == sweep.Id && (n.TrainsFrom == null || n.TrainsTo != null)
                && !db.SweepPhases.Any(other => other.Phase == n.Phase && other.TrainsFrom != null
                    && other.TrainsTo == null && running.Contains(other.SweepId)))
            .Join(db.Phases.Where(p => p.Status == PhaseStatus.Queued), n => n.Phase, p => p.Key,
                (node, phase) => new { node, phase })
            .ToListAsync();
        await CloseOthers(db, sweep.Id, [.. unclaimed.Select(p => p.phase)]);
        foreach (var part in unclaimed)
            part.node.CountFrom(part.phase.BeginCount(), part.phase.HeldSeconds);
    }

    /// <summary>Other sweeps count no more of phases whose training is this sweep's from here on.</summary>
    public static async Task CloseOthers(LabDbContext db, string sweepId, IReadOnlyCollection<PhaseRow> phases)
    {
        if (phases.Count == 0)
            return;
        var rows = phases.ToDictionary(p => p.Key);
        var keys = rows.Keys.ToArray();
        foreach (var other in await db.SweepPhases.Where(n => EF.Parameter(keys).Contains(n.Phase)
            && n.SweepId != sweepId && n.TrainsFrom != null && n.TrainsTo == null).ToListAsync())
            other.CountTo(rows[other.Phase]);
    }

    /// <summary>By phase, the oldest running sweep's share in it.</summary>
    internal static async Task<Dictionary<string, SweepPhaseRow>> Heirs(LabDbContext db, string sweepId)
    {
        var shares = await (
            from node in db.SweepPhases
            join sweep in db.Sweeps on node.SweepId equals sweep.Id
            where sweep.Status == SweepStatus.Running && (node.TrainsFrom == null || node.TrainsTo != null)
                && db.SweepPhases.Any(own => own.SweepId == sweepId && own.Phase == node.Phase)
            orderby sweep.CreatedAt, sweep.Id
            select node).ToListAsync();
        return shares.DistinctBy(n => n.Phase).ToDictionary(n => n.Phase);
    }
}

/// <summary>
/// Gives up what a sweep, or one experiment, has not finished. Its phases keep their snapshots; the scheduler stops
/// those that nobody else needs.
/// </summary>
internal static class SweepCancellation
{
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public static async Task Cancel(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        if (sweep.Status is not (SweepStatus.Running or SweepStatus.Spent))
            return;
        await db.Experiments
            .Where(e => e.SweepId == sweepId
                && (e.Status == ExperimentStatus.Queued || e.Status == ExperimentStatus.Paused))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Status, ExperimentStatus.Cancelled)
                .SetProperty(e => e.Reason, (string?)null).SetProperty(e => e.EndedAt, now)
                .SetProperty(e => e.IsHeld, false));
        db.Note(now, "sweep-cancelled", sweepId, "Given up by a person.");
        await SweepEndings.End(db, sweep, SweepStatus.Cancelled, now);
    }

    /// <summary>Gives up one experiment; with the last one its sweep has finished.</summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    public static async Task CancelExperiment(LabDbContext db, string experimentId, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        if (experiment.Status is not (ExperimentStatus.Queued or ExperimentStatus.Paused))
            return;
        (experiment.Status, experiment.Reason, experiment.EndedAt) = (ExperimentStatus.Cancelled, null, now);
        experiment.IsHeld = false;
        db.Note(now, "experiment-cancelled", experimentId, "Given up by a person.");
        await TrainingCharges.HandOver(db, experiment.SweepId);
        await SweepStopping.Advance(db, await db.Sweeps.SingleAsync(s => s.Id == experiment.SweepId), now);
        await SweepEndings.CloseFinished(db, now);
    }
}
