using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Losses that lie behind rungs. Where experiments become copies of others, what is behind a rung is theirs only once
/// they go on to it: what diverged there for another sweep says nothing of them before.
/// </summary>
internal static class RungLosses
{
    /// <summary>Ids of the sweeps whose experiments may become copies of others.</summary>
    public static async Task<string[]> Populations(LabDbContext db)
    {
        var sweeps = await db.Sweeps.AsNoTracking().Where(s => s.Stopping != null).Select(s => new { s.Id, s.Stopping })
            .ToListAsync();
        return [.. sweeps.Where(s => s.Stopping!.Population is not null).Select(s => s.Id)];
    }

    /// <summary>
    /// Ends those that have come to a phase which diverged, and tries again what had failed on their way.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="experiments">Those that go on, with their goals.</param>
    /// <param name="now">The time.</param>
    public static async Task Settle(LabDbContext db, IReadOnlyCollection<ExperimentRow> experiments, DateTimeOffset now)
    {
        var ids = experiments.Select(e => e.Id).ToArray();
        var broken = await db.ExperimentPhases.Where(step => EF.Parameter(ids).Contains(step.ExperimentId))
            .Join(db.Phases.Where(p => p.Status == PhaseStatus.Diverged || p.Status == PhaseStatus.Failed),
                step => step.Phase, p => p.Key, (step, phase) => new { step.ExperimentId, phase })
            .OrderBy(p => p.phase.Index).ToListAsync();
        if (broken.Count == 0)
            return;
        var goals = experiments.Select(e => e.GoalPhase).ToArray();
        var ends = await db.Phases.Where(p => EF.Parameter(goals).Contains(p.Key))
            .ToDictionaryAsync(p => p.Key, p => p.Index);
        foreach (var experiment in experiments)
            foreach (var phase in broken.Where(p => p.ExperimentId == experiment.Id).Select(p => p.phase)
                .Where(p => p.Index <= ends[experiment.GoalPhase]))
            {
                if (phase.Status == PhaseStatus.Failed)
                    phase.TryAgain();
                else if (experiment.EndedAt is null)
                {
                    (experiment.Status, experiment.Reason) = (ExperimentStatus.Diverged, phase.Reason);
                    (experiment.EndedAt, experiment.IsHeld) = (now, false);
                }
            }
    }
}
