using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Scheduling;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Lets sweeps and experiments wait, and go on. Nothing else is stored: what is paused wants no phase, so the scheduler
/// stops those that nobody else wants, and they go on later from the snapshot with which they stopped.
/// </summary>
internal static class SweepPauses
{
    private const string ByPerson = "Paused by a person.";

    private static string Ending(SweepRow sweep) => sweep.Status switch
    {
        SweepStatus.Finished => "has finished",
        SweepStatus.Spent => "was ended by its budget",
        _ => "was cancelled",
    };

    /// <summary>One that is paused stays so.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">It has ended.</exception>
    public static async Task Pause(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        if (sweep.Status != SweepStatus.Running)
            throw new WrongStateException(
                $"Sweep '{sweepId}' {Ending(sweep)}; only "
                + "one that has not ended can be paused.");
        if (sweep.PausedAt is not null)
            return;
        sweep.PausedAt = now;
        db.Note(now, "sweep-paused", sweepId, ByPerson);
        await TrainingCharges.HandOver(db, sweepId);
    }

    /// <inheritdoc cref="Pause"/>
    public static async Task PauseExperiment(LabDbContext db, string experimentId, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        if (experiment.IsHeld)
            throw new WrongStateException(
                $"Experiment '{experimentId}' waits at a rung already; cancel it if it must not go on from there.");
        if (experiment.Status == ExperimentStatus.Paused)
            return;
        if (experiment.Status != ExperimentStatus.Queued)
            throw new WrongStateException(
                $"Experiment '{experimentId}' has ended ({experiment.Status.ToString().ToLowerInvariant()}); only one "
                + "that waits or trains can be paused.");
        (experiment.Status, experiment.Reason) = (ExperimentStatus.Paused, ByPerson);
        db.Note(now, "experiment-paused", experimentId, ByPerson);
        await TrainingCharges.HandOver(db, experiment.SweepId);
    }

    /// <summary>The sweep goes on, with every experiment of it that a person paused.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">Neither it nor one of its experiments is paused.</exception>
    public static async Task Resume(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        var paused = await db.Experiments
            .Where(e => e.SweepId == sweepId && e.Status == ExperimentStatus.Paused && !e.IsHeld).ToListAsync();
        if (sweep.PausedAt is null && paused.Count == 0)
            throw new WrongStateException($"Sweep '{sweepId}' is not paused.");
        SweepRetry.RefuseSpent(sweep);
        if (sweep.PausedAt is not null)
            await SweepShares.Join(db, sweep);
        sweep.PausedAt = null;
        foreach (var experiment in paused)
            (experiment.Status, experiment.Reason) = (ExperimentStatus.Queued, null);
        db.Note(now, "sweep-resumed", sweepId, "It goes on where it was.");
        await SweepStopping.Advance(db, sweep, now);
        await SweepEndings.CloseFinished(db, now);
    }

    /// <summary>One experiment goes on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    /// <exception cref="WrongStateException">It is not paused, or its whole sweep is.</exception>
    public static async Task ResumeExperiment(LabDbContext db, string experimentId, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        if (experiment.IsHeld)
            throw new WrongStateException(
                $"Experiment '{experimentId}' was paused by its sweep's stopping rule; promote it instead.");
        var sweep = await db.Sweeps.SingleAsync(s => s.Id == experiment.SweepId);
        if (sweep.PausedAt is not null)
            throw new WrongStateException(
                $"Experiment '{experimentId}' waits because its whole sweep is paused; resume '{experiment.SweepId}'.");
        if (experiment.Status != ExperimentStatus.Paused)
            throw new WrongStateException($"Experiment '{experimentId}' is not paused.");
        SweepRetry.RefuseSpent(sweep);
        (experiment.Status, experiment.Reason) = (ExperimentStatus.Queued, null);
        db.Note(now, "experiment-resumed", experimentId, "It goes on where it was.");
        await SweepStopping.Advance(db, sweep, now);
        await SweepEndings.CloseFinished(db, now);
    }
}
