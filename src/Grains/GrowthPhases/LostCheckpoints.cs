using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Finished phases whose end does not lie in the store any more, because somebody removed it there.</summary>
internal static class LostCheckpoints
{
    /// <summary>
    /// The phases among these, which are finished on record, whose final checkpoint is gone; none where the whole store
    /// is, as while its disk is not mounted.
    /// </summary>
    public static async Task<HashSet<string>> Among(
        LabDbContext db, IStoreService store, IReadOnlyCollection<string> finished)
    {
        if (store.IsAway)
            return [];
        var keys = finished.ToArray();
        var ends = await db.GoodCheckpoints.Where(c => c.Final && EF.Parameter(keys).Contains(c.Phase)).ToListAsync();
        return [.. ends.GroupBy(c => c.Phase).Where(files => !files.Any(f => store.Has(f.Path)))
            .Select(files => files.Key)];
    }

    /// <summary>
    /// Puts those that a plan needs back to be trained again: its experiments end with them, or go on from them.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="store">Knows which files are there.</param>
    /// <param name="nodes">The plan's phases, parents before children.</param>
    /// <param name="known">The rows of those that are on record.</param>
    /// <param name="now">The time.</param>
    public static async Task TakeBack(
        LabDbContext db, IStoreService store, ImmutableArray<GrowthTreeNode> nodes,
        IReadOnlyDictionary<string, PhaseRow> known, DateTimeOffset now)
    {
        var lost = await Among(
            db, store, [.. known.Values.Where(p => p.Status == PhaseStatus.Finished).Select(p => p.Key)]);
        var parents = nodes.Select(n => n.Phase.Parent?.Value).ToHashSet();
        var startingPoints = new HashSet<string>();
        foreach (var phase in nodes.Select(n => n.Phase).Reverse())
        {
            var (key, row) = (phase.Key.Value, known.GetValueOrDefault(phase.Key.Value));
            if (lost.Contains(key) && (!parents.Contains(key) || startingPoints.Contains(key)))
                foreach (var file in await db.GoodCheckpoints.Where(c => c.Phase == key).ToListAsync())
                    if (!store.Has(file.Path))
                        await PhaseEndings.Damage(db, row!, file.Path, "it is not in the store any more", now);
            if (row?.Status != PhaseStatus.Finished && phase.Parent is { } parent)
                startingPoints.Add(parent.Value);
        }
    }
}
