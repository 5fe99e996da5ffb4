using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;

namespace PgGanLab.Grains.Sweeps;

/// <summary>What people say of how long they want to keep things.</summary>
internal static class SweepKeeping
{
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    public static async Task Star(LabDbContext db, string experimentId, bool isStarred, DateTimeOffset now)
    {
        var experiment = await db.Experiments.SingleOrDefaultAsync(e => e.Id == experimentId)
            ?? throw new KeyNotFoundException($"There is no experiment '{experimentId}'.");
        if (experiment.IsStarred == isStarred)
            return;
        experiment.IsStarred = isStarred;
        db.Note(now, isStarred ? "experiment-starred" : "experiment-unstarred", experimentId,
            isStarred ? "All of it is kept." : "It is kept as long as any other.");
    }

    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">It is running.</exception>
    public static async Task Archive(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await Find(db, sweepId);
        if (sweep.Status == SweepStatus.Running)
            throw new WrongStateException(
                $"Sweep '{sweepId}' is {(sweep.PausedAt is null ? "running" : "paused")}; cancel it or let it finish "
                + "first.");
        if (sweep.ArchivedAt is not null)
            return;
        sweep.ArchivedAt = now;
        db.Note(now, "sweep-archived", sweepId, "It left the lists; its results and its best generator stay.");
    }

    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public static async Task Unarchive(LabDbContext db, string sweepId, DateTimeOffset now)
    {
        var sweep = await Find(db, sweepId);
        if (sweep.ArchivedAt is null)
            return;
        sweep.ArchivedAt = null;
        db.Note(now, "sweep-unarchived", sweepId, "It is in the lists again.");
    }

    private static async Task<SweepRow> Find(LabDbContext db, string sweepId) =>
        await db.Sweeps.SingleOrDefaultAsync(s => s.Id == sweepId)
        ?? throw new KeyNotFoundException($"There is no sweep '{sweepId}'.");
}
