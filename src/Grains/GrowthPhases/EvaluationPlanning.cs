using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>
/// Decides how a phase is measured: as the oldest sweep that still wants it asks for, running ones first.
/// </summary>
internal static class EvaluationPlanning
{
    /// <summary>
    /// The plan; null when nobody wants the phase (a finished one is wanted only where its SWD is missing).
    /// </summary>
    public static async Task<EvaluationPlan?> For(LabDbContext db, PhaseRow phase, DateTimeOffset now)
    {
        var through = db.ExperimentPhases.Where(step => step.Phase == phase.Key)
            .Join(db.UnfinishedExperiments, step => step.ExperimentId, e => e.Id, (_, experiment) => experiment);
        var waiting = phase.Status == PhaseStatus.Finished
            ? through.Where(e => e.GoalPhase == phase.Key)
            : through.Where(e => db.Phases.Any(goal => goal.Key == e.GoalPhase && goal.Index >= phase.Index));
        var sweeps = waiting.Select(e => e.SweepId);
        var sweep = await db.Sweeps.Where(s => sweeps.Contains(s.Id))
            .OrderBy(s => s.Status != SweepStatus.Running).ThenBy(s => s.CreatedAt)
            .ThenBy(s => s.Id).FirstOrDefaultAsync();
        if (sweep is null)
            return null;
        return new EvaluationPlan(
            sweep.TickKimg.At(phase.Resolution), sweep.SwdKimg.At(phase.Resolution), sweep.SwdImages,
            await NeedsReferences(db, phase, sweep, now))
        {
            Extractor = await Extractor(db, phase, sweep),
        };
    }

    /// <summary>FID and KID belong to the ends of the sweep's experiments alone.</summary>
    private static async Task<string?> Extractor(LabDbContext db, PhaseRow phase, SweepRow sweep) =>
        sweep.Objective.NeedsExtractor
            && await db.Experiments.AnyAsync(e => e.SweepId == sweep.Id && e.FinalPhase == phase.Key)
            ? sweep.Objective.Extractor
            : null;

    /// <summary>
    /// Whether the sweep lacks what its results are held against, this phase can provide it, and no other worker is
    /// about to. The untrained generator and the floor are reported together, so where there is one there is the other.
    /// </summary>
    private static async Task<bool> NeedsReferences(LabDbContext db, PhaseRow phase, SweepRow sweep, DateTimeOffset now)
    {
        var ends = db.Experiments.Where(e => e.SweepId == sweep.Id).Select(e => e.FinalPhase);
        if (!ExperimentEndings.NeedsSwd(phase.Resolution) || !await ends.ContainsAsync(phase.Key))
            return false;
        if (sweep.Objective.NeedsMsSsim)                                        // nothing is ranked before: each is asked
            return await SwdReferences.AreAwaited(db, sweep);
        var measured = await db.SwdUntrained.AnyAsync(u => ends.Contains(u.Phase) && u.Images == sweep.SwdImages);
        var underway = await db.Phases.AnyAsync(p =>
            string.Compare(p.LeaseWorker, "") > 0 && p.Key != phase.Key        // by its index
            && p.LeaseMeasuresReferences && p.LeaseExpiresAt > now && ends.Contains(p.Key));
        return !measured && !underway;
    }
}
