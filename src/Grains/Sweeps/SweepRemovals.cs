using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Takes a sweep off the record, with the phases that no other sweep has.</summary>
internal static class SweepRemovals
{
    /// <summary>The phases that would go with it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">It is running.</exception>
    /// <exception cref="StillStoppingException">A worker is still stopping a phase of it. One that trains a phase
    /// again for an experiment that has finished is not waited for: with the phase its lease ends.</exception>
    public static async Task<ImmutableArray<string>> OwnPhases(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        if (sweep.Status == SweepStatus.Running)
            throw new WrongStateException(
                $"Sweep '{sweepId}' is {(sweep.PausedAt is null ? "running" : "paused")}; cancel it or let it finish "
                + "first.");
        var own = await Own(db, sweepId).ToListAsync();
        var trainedAgain = await Own(db, sweepId).Where(p => db.ExperimentPhases.Any(step =>
            step.Phase == p.Key && db.UnfinishedExperiments.Any(e => e.Id == step.ExperimentId)))
            .Select(p => p.Key).ToHashSetAsync();
        if (own.FirstOrDefault(p => p.IsLeasedAt(now) && !trainedAgain.Contains(p.Key)) is { } held)
            throw new StillStoppingException(
                $"Worker {held.LeaseWorker} is still stopping phase {held.Key} of sweep '{sweepId}'; "
                + "try again in a few seconds.");
        return [.. own.Select(p => p.Key)];
    }

    /// <summary>Removes it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="sweepId">Which sweep.</param>
    /// <param name="phases">Its own phases, whose files were taken out of the store.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="WrongStateException">Meanwhile it is not to be removed any more, or another sweep has one of
    /// the phases.</exception>
    public static async Task Remove(
        LabDbContext db, string sweepId, ImmutableArray<string> phases, DateTimeOffset now)
    {
        if (!(await OwnPhases(db, sweepId, now)).ToHashSet().SetEquals(phases))
            throw new WrongStateException(
                $"Another sweep began to use phases of sweep '{sweepId}'; try again in a few seconds.");
        await db.ExperimentPhases.Where(s => db.Experiments.Any(e => e.Id == s.ExperimentId && e.SweepId == sweepId))
            .ExecuteDeleteAsync();
        await db.ExperimentSettings
            .Where(s => db.Experiments.Any(e => e.Id == s.ExperimentId && e.SweepId == sweepId)).ExecuteDeleteAsync();
        var own = Own(db, sweepId).Select(p => p.Key);
        await db.DamagedFiles.Where(f => db.Checkpoints.Any(c => c.Path == f.Path && own.Contains(c.Phase)))
            .ExecuteDeleteAsync();
        await db.Ticks.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.Samples.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.Swd.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.SwdUntrained.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.Checkpoints.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.Recipes.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.PhaseSplits.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.DeviceFailures.Where(r => own.Contains(r.Phase)).ExecuteDeleteAsync();
        await db.Experiments.Where(e => e.SweepId == sweepId).ExecuteDeleteAsync();
        await db.SweepPhases.Where(n => n.SweepId == sweepId).ExecuteDeleteAsync();
        await db.SearchDecisions.Where(d => d.SweepId == sweepId).ExecuteDeleteAsync();
        await db.RungResults.Where(r => r.SweepId == sweepId).ExecuteDeleteAsync();
        await db.Promotions.Where(r => r.SweepId == sweepId).ExecuteDeleteAsync();
        await db.Forks.Where(r => r.SweepId == sweepId).ExecuteDeleteAsync();
        var keys = phases.ToArray();
        await db.Phases.Where(p => EF.Parameter(keys).Contains(p.Key)).ExecuteDeleteAsync();
        await db.Sweeps.Where(s => s.Id == sweepId).ExecuteDeleteAsync();
        db.Note(now, "sweep-removed", sweepId,
            $"{Readable.Plural(phases.Length, "phase")} that no other sweep has went with it.");
    }

    private static IQueryable<PhaseRow> Own(LabDbContext db, string sweepId) => db.Phases.Where(p =>
        db.SweepPhases.Any(n => n.SweepId == sweepId && n.Phase == p.Key)
        && !db.SweepPhases.Any(n => n.SweepId != sweepId && n.Phase == p.Key));
}
