using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Starts experiments again that ended without a result, under the same keys: what is trained stays so.</summary>
internal static class SweepRetry
{
    /// <summary>
    /// Those that failed and those that a person gave up. Those that diverged stay: the same settings and the same
    /// bounds of the guard would end them again.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">There are none.</exception>
    public static async Task All(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        var lost = await db.Experiments
            .Where(e => e.SweepId == sweepId
                && (e.Status == ExperimentStatus.Failed || e.Status == ExperimentStatus.Cancelled)
                && !db.ExperimentPhases.Any(step => step.ExperimentId == e.Id
                    && db.Phases.Any(p => p.Key == step.Phase && p.Status == PhaseStatus.Diverged)))
            .ToListAsync();
        if (lost.Count == 0)
            throw new WrongStateException(
                $"Sweep '{sweepId}' has no experiment that failed or was cancelled; one that diverged is started again "
                + "by its own id.");
        await Queue(db, sweep, lost, now);
    }

    /// <summary>One, whatever ended it but a result; with it all of its sweep that the same phase ended.</summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    /// <exception cref="WrongStateException">It has not ended, or has a result.</exception>
    public static async Task One(LabDbContext db, string experimentId, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        if (experiment.Status is ExperimentStatus.Queued or ExperimentStatus.Finished)
            throw new WrongStateException(
                $"Experiment '{experimentId}' has {(experiment.EndedAt is null ? "not ended" : "finished")}; "
                + "only one that failed, diverged or was cancelled can be started again.");
        var broken = db.Phases.Where(p => (p.Status == PhaseStatus.Diverged || p.Status == PhaseStatus.Failed)
            && db.ExperimentPhases.Any(step => step.ExperimentId == experimentId && step.Phase == p.Key));
        var alike = await db.Experiments
            .Where(e => e.SweepId == experiment.SweepId
                && (e.Status == ExperimentStatus.Failed || e.Status == ExperimentStatus.Diverged)
                && db.ExperimentPhases.Any(step => step.ExperimentId == e.Id && broken.Any(p => p.Key == step.Phase)))
            .ToListAsync();
        await Queue(db, await db.Sweeps.SingleAsync(s => s.Id == experiment.SweepId),
            [.. alike.Append(experiment).Distinct()], now);
    }

    private static async Task Queue(
        LabDbContext db, SweepRow sweep, List<ExperimentRow> experiments, DateTimeOffset now)
    {
        var ids = experiments.Select(e => e.Id).ToArray();
        var paths = await db.Phases.Where(p => db.ExperimentPhases.Any(step =>
            EF.Parameter(ids).Contains(step.ExperimentId) && step.Phase == p.Key)).ToListAsync();
        foreach (var phase in paths.Where(p => p.Status is PhaseStatus.Diverged or PhaseStatus.Failed))
            phase.TryAgain();
        foreach (var experiment in experiments)
            (experiment.Status, experiment.Reason, experiment.EndedAt) = (ExperimentStatus.Queued, null, null);
        db.Note(now, "sweep-retried", sweep.Id, $"{Readable.Plural(ids.Length, "experiment")} start again.");
        await SweepEndings.Reopen(db, sweep);
        var ends = experiments.Select(e => e.FinalPhase).ToHashSet();
        foreach (var phase in paths.Where(p => p.Status == PhaseStatus.Finished && ends.Contains(p.Key)))
            await ExperimentEndings.FinishMeasured(db, phase, now);
    }
}
