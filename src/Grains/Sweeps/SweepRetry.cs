using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Starts experiments again that ended without a result, under the same keys: what is trained stays so.
/// </summary>
internal static class SweepRetry
{
    /// <summary>
    /// Those that failed and those that a person gave up. Those that diverged stay: the same settings and the same
    /// bounds of the guard would end them again.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">There are none.</exception>
    /// <exception cref="InvalidInputException">The lab has their dataset no more.</exception>
    public static async Task All(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
            ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        RefuseSpent(sweep);
        var lost = await db.Experiments
            .Where(e => e.SweepId == sweepId
                && (e.Status == ExperimentStatus.Failed || e.Status == ExperimentStatus.Cancelled))
            .OrderBy(e => e.Number)
            .Select(e => new
            {
                Experiment = e,
                Diverged = db.Phases.Where(p => p.Status == PhaseStatus.Diverged && db.ExperimentPhases.Any(step =>
                    step.ExperimentId == e.Id && step.Phase == p.Key)).Select(p => p.Key).FirstOrDefault(),
            }).ToListAsync();
        if (lost.Count == 0)
            throw new WrongStateException(
                $"Sweep '{sweepId}' has no experiment that failed or was cancelled; one that diverged is started again "
                + "by its own id.");
        if (lost.TrueForAll(e => e.Diverged is not null))
        {
            var phase = await db.Phases.SingleAsync(p => p.Key == lost[0].Diverged);
            throw new WrongStateException(
                $"No experiment of sweep '{sweepId}' can go on: the {PhaseName.Of(phase.Resolution, phase.Kind)} phase "
                + $"of {lost[0].Experiment.Id} diverged ({phase.Reason}); what diverged is started again by the "
                + "experiment's own id.");
        }
        await Queue(db, sweep, [.. lost.Where(e => e.Diverged is null).Select(e => e.Experiment)], now);
    }

    /// <summary>
    /// One, whatever ended it but a result; with it all of its sweep that the same phase ended. Of one with a result
    /// whose checkpoint was freed, that is made again.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    /// <exception cref="WrongStateException">It has not ended, or has a result.</exception>
    /// <exception cref="InvalidInputException">The lab has its dataset no more.</exception>
    public static async Task One(LabDbContext db, string experimentId, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        var sweep = await db.Sweeps.SingleAsync(s => s.Id == experiment.SweepId);
        RefuseSpent(sweep);
        if (experiment.Status == ExperimentStatus.Paused)
            throw new WrongStateException(
                $"Experiment '{experimentId}' is paused; {(experiment.IsHeld ? "promote" : "resume")} it instead.");
        if (experiment.Status == ExperimentStatus.Finished && await IsFreed(db, experiment.FinalPhase))
        {
            await MakeAgain(db, sweep, experiment, now);
            return;
        }
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
        await Queue(db, sweep, [.. alike.Append(experiment).Distinct()], now);
    }

    /// <summary>
    /// Trains the freed checkpoint of a result again, and what of its path was freed too; its sweep is in the lists
    /// again, so that it is not freed at once.
    /// </summary>
    private static async Task MakeAgain(
        LabDbContext db, SweepRow sweep, ExperimentRow experiment, DateTimeOffset now)
    {
        var path = await db.Phases.Where(p => db.ExperimentPhases.Any(step =>
            step.ExperimentId == experiment.Id && step.Phase == p.Key)).ToListAsync();
        await FindDataset(db, sweep, [.. path.Select(p => p.Key)]);
        foreach (var failed in path.Where(p => p.Status == PhaseStatus.Failed))
            failed.TryAgain();
        var last = path.Single(p => p.Key == experiment.FinalPhase);
        if (last.Status == PhaseStatus.Finished)
            await PhaseEndings.TrainAgain(db, last, now);
        sweep.ArchivedAt = null;
    }

    /// <summary>Whatever were started again would wait for its budget.</summary>
    /// <exception cref="WrongStateException">The budget ended the sweep.</exception>
    internal static void RefuseSpent(SweepRow sweep)
    {
        if (sweep.Status == SweepStatus.Spent)
            throw new WrongStateException(
                $"Sweep '{sweep.Id}' was ended by its budget ({sweep.Spent}); raise that first.");
    }

    /// <summary>
    /// Whether the last checkpoint of a finished experiment was freed, or could not be made again since.
    /// </summary>
    public static Task<bool> IsFreed(LabDbContext db, string finalPhase) => db.Phases.AnyAsync(p =>
        p.Key == finalPhase && p.Status != PhaseStatus.Diverged
        && !db.GoodCheckpoints.Any(c => c.Phase == p.Key && c.Final));

    private static async Task Queue(
        LabDbContext db, SweepRow sweep, List<ExperimentRow> experiments, DateTimeOffset now)
    {
        var ids = experiments.Select(e => e.Id).ToArray();
        var paths = await db.Phases.Where(p => db.ExperimentPhases.Any(step =>
            EF.Parameter(ids).Contains(step.ExperimentId) && step.Phase == p.Key)).ToListAsync();
        await SweepBudgets.RefuseUsedUp(db, sweep, now);
        await FindDataset(db, sweep, [.. paths.Select(p => p.Key)]);
        foreach (var phase in paths.Where(p => p.Status is PhaseStatus.Diverged or PhaseStatus.Failed))
            phase.TryAgain();
        foreach (var experiment in experiments)
            (experiment.Status, experiment.Reason, experiment.EndedAt) = (ExperimentStatus.Queued, null, null);
        await SweepStopping.ForgetLosses(db, sweep, experiments);
        db.Note(now, "sweep-retried", sweep.Id, $"{Readable.Plural(ids.Length, "experiment")} start again.");
        await SweepEndings.Reopen(db, sweep, now);
        var ends = experiments.Select(e => e.FinalPhase).ToHashSet();
        foreach (var phase in paths.Where(p => p.Status == PhaseStatus.Finished && ends.Contains(p.Key)))
            await ExperimentEndings.FinishMeasured(db, phase, now);
        await SweepStopping.Advance(db, sweep, now);
        await SweepEndings.CloseFinished(db, now);
    }

    /// <summary>Phases whose dataset was removed are trained on another one with the same content.</summary>
    internal static async Task FindDataset(LabDbContext db, SweepRow sweep, string[] phases)
    {
        if (!await db.Recipes.AnyAsync(r =>
            EF.Parameter(phases).Contains(r.Phase) && !db.Datasets.Any(d => d.Name == r.Dataset)))
            return;
        var dataset = await LabDatasets.FindContent(db, sweep.Dataset, sweep.Fingerprint);
        await LabDatasets.TakeOver(db, phases, dataset.Name);
    }
}
