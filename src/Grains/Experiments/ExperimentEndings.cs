using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Experiments;

/// <summary>Ends experiments, in the transaction of whatever ended them.</summary>
internal static class ExperimentEndings
{
    /// <summary>
    /// Whether an experiment that ends at this resolution needs an SWD to be finished; smaller images have none.
    /// </summary>
    public static bool NeedsSwd(int resolution) => resolution >= SweepObjective.LeastResolution;

    /// <summary>
    /// Finishes the experiments that end with this finished phase and whose SWD (and what else their sweep ranks by) has
    /// been measured at its end; others are at a rung of their sweep's stopping rule with it. The last one of a sweep
    /// that is ranked by MS-SSIM also waits until real images are measured: without these none has a rank.
    /// </summary>
    /// <returns>How many were waiting for it, of both.</returns>
    public static async Task<int> FinishMeasured(LabDbContext db, PhaseRow phase, DateTimeOffset now)
    {
        var waiting = await Open(db).Where(e => e.FinalPhase == phase.Key)
            .Join(db.Sweeps, e => e.SweepId, s => s.Id, (experiment, sweep) =>
                new { experiment, sweep.SwdImages, sweep.Objective, sweep.Stopping })
            .ToListAsync();
        var measured = waiting.Count == 0 ? [] : await db.Swd
            .Where(s => s.Phase == phase.Key && s.Nimg == phase.Nimg).Select(s => s.Swd).ToListAsync();
        var done = waiting
            .Where(w => !NeedsSwd(phase.Resolution)
                || measured.Exists(m => m.Images == w.SwdImages && w.Objective.IsSeen(m)))
            .Where(w => w.Stopping?.Population is null || w.experiment.Rung == w.Stopping.Rungs.Length)
            .Select(w => w.experiment).ToList();
        foreach (var last in waiting.Where(w => w.Objective.NeedsMsSsim).Select(w => w.experiment)
            .DistinctBy(e => e.SweepId))
            if (await IsLastWithoutReals(db, last))
                done.Remove(last);
        foreach (var experiment in done)
        {
            (experiment.Status, experiment.Reason, experiment.EndedAt) = (ExperimentStatus.Finished, null, now);
            (experiment.GoalPhase, experiment.IsHeld) = (experiment.FinalPhase, false);
            db.Note(now, "experiment-finished", experiment.Id, $"Trained and measured at {phase.Resolution} px.");
        }
        var arrived = await SweepStopping.AfterPhase(db, phase.Key, now);
        if (done.Count + arrived > 0)
            await SweepEndings.CloseFinished(db, now);
        return done.Count + arrived;
    }

    private static async Task<bool> IsLastWithoutReals(LabDbContext db, ExperimentRow experiment) =>
        await SwdReferences.AreAwaited(db, await db.Sweeps.SingleAsync(s => s.Id == experiment.SweepId))
        && !await Open(db).AnyAsync(e => e.SweepId == experiment.SweepId && !e.IsHeld
            && e.FinalPhase != experiment.FinalPhase);

    /// <summary>
    /// Ends every unfinished experiment that goes through the phase. Where experiments become copies of others at rungs,
    /// only those that have gone on to it (<see cref="RungLosses"/>).
    /// </summary>
    public static async Task EndThrough(
        LabDbContext db, string phase, ExperimentStatus status, string reason, DateTimeOffset now)
    {
        var populations = await RungLosses.Populations(db);
        await End(db, Open(db).Where(e =>
            db.ExperimentPhases.Any(step => step.ExperimentId == e.Id && step.Phase == phase
                && (!EF.Parameter(populations).Contains(e.SweepId) || db.ExperimentPhases.Any(goal =>
                    goal.ExperimentId == e.Id && goal.Phase == e.GoalPhase && goal.Index >= step.Index)))),
            phase, status, reason, now);
    }

    /// <summary>Ends every unfinished experiment that needs nothing but this phase's measurement.</summary>
    public static Task EndWith(
        LabDbContext db, string phase, ExperimentStatus status, string reason, DateTimeOffset now) =>
        End(db, Open(db).Where(e => e.GoalPhase == phase && !e.IsHeld), phase, status, reason, now);

    /// <summary>
    /// A sweep goes on after it had ended: a phase that diverged meanwhile, for another sweep, ends those of its
    /// experiments that were held before it, and one that failed is tried again.
    /// </summary>
    public static async Task EndDead(LabDbContext db, SweepRow sweep, DateTimeOffset now)
    {
        if (sweep.Stopping?.Population is not null)
        {
            await RungLosses.Settle(db, await Open(db).Where(e => e.SweepId == sweep.Id).ToListAsync(), now);
            await db.SaveChangesAsync();
            return;
        }
        var dead = await (
            from experiment in Open(db).Where(e => e.SweepId == sweep.Id)
            join step in db.ExperimentPhases on experiment.Id equals step.ExperimentId
            join phase in db.Phases on step.Phase equals phase.Key
            where phase.Status == PhaseStatus.Diverged || phase.Status == PhaseStatus.Failed
            select new { experiment, phase }).ToListAsync();
        foreach (var failed in dead.Select(d => d.phase).Where(p => p.Status == PhaseStatus.Failed).Distinct())
            failed.TryAgain();
        foreach (var (experiment, reason) in dead.Where(d => d.phase.Status == PhaseStatus.Diverged)
            .Select(d => (d.experiment, d.phase.Reason)))
        {
            (experiment.Status, experiment.Reason, experiment.EndedAt) = (ExperimentStatus.Diverged, reason, now);
            experiment.IsHeld = false;
        }
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// Those of running sweeps, and of those that their budgets ended, that have not ended; what happens to their
    /// phases happens to paused ones too.
    /// </summary>
    private static IQueryable<ExperimentRow> Open(LabDbContext db) => db.Experiments.Where(e =>
        (e.Status == ExperimentStatus.Queued || e.Status == ExperimentStatus.Paused)
        && db.Sweeps.Any(s => s.Id == e.SweepId
            && (s.Status == SweepStatus.Running || s.Status == SweepStatus.Spent)));

    private static async Task End(
        LabDbContext db, IQueryable<ExperimentRow> experiments, string phase, ExperimentStatus status, string reason,
        DateTimeOffset now)
    {
        await experiments.ExecuteUpdateAsync(set => set
            .SetProperty(e => e.Status, status).SetProperty(e => e.Reason, reason).SetProperty(e => e.EndedAt, now)
            .SetProperty(e => e.IsHeld, false));
        await db.SaveChangesAsync();
        foreach (var known in db.ChangeTracker.Entries<ExperimentRow>().ToList())
            await known.ReloadAsync();
        await SweepStopping.AfterPhase(db, phase, now);
        await SweepEndings.CloseFinished(db, now);
    }
}
