using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Where a phase can be trained on from.</summary>
/// <param name="Checkpoint">The checkpoint; null for the beginning of a run.</param>
internal sealed record StartingPoint(CheckpointFile? Checkpoint)
{
    /// <summary>
    /// The phase's own checkpoint with the most images (its end, where that was stored), else its parent's end, else
    /// the beginning of the run; null while the parent is not finished, or its end was freed. Damaged files don't
    /// count.
    /// </summary>
    public static async Task<StartingPoint?> Find(LabDbContext db, PhaseRow phase)
    {
        var files = await db.GoodCheckpoints
            .Where(c => c.Phase == phase.Key || (c.Phase == phase.Parent
                && db.Phases.Any(p => p.Key == phase.Parent && p.Status == PhaseStatus.Finished))).ToListAsync();
        if (Newest(files, phase.Key) is { } own)
            return new StartingPoint(own);
        if (phase.Parent is null)
            return new StartingPoint((CheckpointFile?)null);
        return Newest(files, phase.Parent) is { Final: true } end ? new StartingPoint(end) : null;
    }

    private static CheckpointFile? Newest(IEnumerable<CheckpointFile> files, string phase) =>
        files.Where(c => c.Phase == phase).MaxBy(c => (c.Nimg, c.Final, c.CreatedAt));

    /// <summary>The phase's good checkpoint with the most images, or null.</summary>
    public static Task<CheckpointFile?> Newest(LabDbContext db, string phase) => db.GoodCheckpoints
        .Where(c => c.Phase == phase)
        .OrderByDescending(c => c.Nimg).ThenByDescending(c => c.Final).ThenByDescending(c => c.CreatedAt)
        .FirstOrDefaultAsync();

    /// <summary>Images that the phase itself has shown at this point.</summary>
    public long Nimg(PhaseRow phase) => Checkpoint?.Phase == phase.Key ? Checkpoint.Nimg : phase.Start;
}
