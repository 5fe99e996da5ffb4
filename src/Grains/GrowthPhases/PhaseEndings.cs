using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>
/// How phases end and fall back, with all that follows for experiments and sweeps, in the transaction
/// of the report that says so.
/// </summary>
internal static class PhaseEndings
{
    /// <summary>The phase has its final checkpoint, or, finished before, was only measured.</summary>
    /// <returns>How many experiments waited for that.</returns>
    public static async Task<int> Complete(LabDbContext db, PhaseRow phase, CheckpointFile checkpoint, DateTimeOffset now)
    {
        var measuredOnly = phase.Status == PhaseStatus.Finished;
        if (!measuredOnly)
        {
            await db.Upsert([checkpoint]);
            phase.Finish(checkpoint.Nimg);
            db.Note(now, "phase-finished", phase.Key,
                $"{PhaseName.Of(phase.Resolution, phase.Kind)}, trained by {phase.TrainedBy}.");
        }
        await DeviceTrust.Trained(db, phase.TrainedBy!);
        phase.EndLease();
        var waited = await ExperimentEndings.FinishMeasured(db, phase, now);
        if (measuredOnly && waited == 0 && await db.UnfinishedExperiments.AnyAsync(e => e.GoalPhase == phase.Key))
            await Fail(db, phase, "it was completed without the SWD that it was leased for", now);
        else
            phase.Progress();
        return waited;
    }

    /// <summary>Training met a number that is not finite.</summary>
    public static async Task Diverge(LabDbContext db, PhaseRow phase, string reason, DateTimeOffset now)
    {
        (phase.Status, phase.Reason) = (PhaseStatus.Diverged, reason);
        phase.EndLease();
        db.Note(now, "phase-diverged", phase.Key, reason);
        await ExperimentEndings.EndThrough(db, phase.Key, ExperimentStatus.Diverged, reason, now);
    }

    /// <summary>
    /// One more failure without progress between; the last one that is allowed ends what waits for the phase. A
    /// finished phase stays: then only its measurement has failed. It is tried again after a while.
    /// </summary>
    public static async Task Fail(LabDbContext db, PhaseRow phase, string failure, DateTimeOffset now)
    {
        db.Note(now, "phase-failure", phase.Key, failure);
        phase.Reason = failure;
        if (++phase.Failures < RetryRules.MostAttempts)
        {
            phase.RetryAt = now + RetryRules.Wait(phase.Failures);
            return;
        }
        phase.Progress();
        if (phase.Status == PhaseStatus.Finished)
        {
            await ExperimentEndings.EndWith(
                db, phase.Key, ExperimentStatus.Failed, $"Its SWD could not be measured: {failure}", now);
            return;
        }
        (phase.Status, phase.Reason) = (PhaseStatus.Failed, failure);
        await ExperimentEndings.EndThrough(db, phase.Key, ExperimentStatus.Failed, failure, now);
    }

    /// <summary>
    /// A file can't be used: it is never given to a worker again, and the phase falls back to what is still good.
    /// </summary>
    /// <exception cref="ArgumentException">The phase has no such checkpoint on record.</exception>
    public static async Task Damage(LabDbContext db, PhaseRow phase, string path, string reason, DateTimeOffset now)
    {
        var checkpoint = await db.Checkpoints.SingleOrDefaultAsync(c => c.Path == path && c.Phase == phase.Key)
            ?? throw new ArgumentException($"Phase {phase.Key} has no checkpoint {path} on record.", nameof(path));
        if (await db.DamagedFiles.AnyAsync(f => f.Path == checkpoint.Path))
            return;
        db.DamagedFiles.Add(new DamagedFileRow(checkpoint.Path, now));
        db.Note(now, "checkpoint-damaged", phase.Key, $"{path}: {reason}");
        await db.SaveChangesAsync();
        var best = await StartingPoint.Newest(db, phase.Key);
        if (phase.Status == PhaseStatus.Finished && best is not { Final: true })
        {
            phase.Status = PhaseStatus.Queued;
            phase.EndLease();
        }
        if (phase.Status == PhaseStatus.Queued && !phase.IsLeasedAt(now))
            phase.Nimg = best?.Nimg ?? phase.Start;
    }

    /// <summary>
    /// The end of a finished phase was freed, and is needed again: it is trained again, with its key. What was counted
    /// of it stays counted; who counts the rest is seen when it is leased (<see cref="TrainingCharges"/>).
    /// </summary>
    public static async Task TrainAgain(LabDbContext db, PhaseRow phase, DateTimeOffset now)
    {
        foreach (var share in await db.SweepPhases
            .Where(n => n.Phase == phase.Key && n.TrainsFrom != null && n.TrainsTo == null).ToListAsync())
            share.CountTo(phase);
        phase.TryAgain();
        phase.EndLease();
        phase.Nimg = (await StartingPoint.Newest(db, phase.Key))?.Nimg ?? phase.Start;
        db.Note(now, "phase-needed-again", phase.Key,
            $"{PhaseName.Of(phase.Resolution, phase.Kind)}: its checkpoint was freed; it is trained again.");
        await db.SaveChangesAsync();
    }

    /// <summary>A final checkpoint that was found damaged is whole: the phase has finished with it.</summary>
    public static async Task Mend(LabDbContext db, PhaseRow phase, string path, DateTimeOffset now)
    {
        var checkpoint = await db.Checkpoints.SingleOrDefaultAsync(
            c => c.Path == path && c.Phase == phase.Key && c.Final);
        var mark = await db.DamagedFiles.SingleOrDefaultAsync(f => f.Path == path);
        if (checkpoint is null || mark is null)
            return;
        db.DamagedFiles.Remove(mark);
        db.Note(now, "checkpoint-mended", phase.Key, $"{path} is whole again and is used again.");
        await db.SaveChangesAsync();
        if (phase.Status is not (PhaseStatus.Queued or PhaseStatus.Failed))
            return;
        phase.Finish(checkpoint.Nimg);
        phase.EndLease();
        await ExperimentEndings.FinishMeasured(db, phase, now);
    }

    /// <summary>Takes all but the newest good snapshots off the record; damaged ones stay on it, as evidence.</summary>
    /// <returns>Their paths.</returns>
    public static async Task<string[]> DropSnapshots(LabDbContext db, string phase, int keep)
    {
        var snapshots = await db.GoodCheckpoints.Where(c => c.Phase == phase && !c.Final)
            .OrderByDescending(c => c.Nimg).ThenByDescending(c => c.CreatedAt).ToListAsync();
        var old = snapshots.Skip(keep).ToArray();
        db.Checkpoints.RemoveRange(old);
        return [.. old.Select(c => c.Path)];
    }
}
