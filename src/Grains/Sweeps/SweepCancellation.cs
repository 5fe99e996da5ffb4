using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Storage;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Gives up what a sweep has not finished. Its phases keep their snapshots; the scheduler stops those that nobody else needs.</summary>
internal static class SweepCancellation
{
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public static async Task Cancel(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId) ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
        if (sweep.Status != SweepStatus.Running)
            return;
        await db.Experiments.Where(e => e.SweepId == sweepId && e.Status == ExperimentStatus.Queued).ExecuteUpdateAsync(set => set
            .SetProperty(e => e.Status, ExperimentStatus.Cancelled).SetProperty(e => e.EndedAt, now));
        db.Note(now, "sweep-cancelled", sweepId, "Given up by a person.");
        await SweepEndings.End(db, sweep, SweepStatus.Cancelled, now);
    }
}
