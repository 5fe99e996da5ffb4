using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>
/// Finished phases whose end does not lie in the store any more: it was freed, or somebody removed it there.
/// </summary>
internal static class LostCheckpoints
{
    /// <summary>
    /// The phases among these, which are finished on record, whose final checkpoint is gone; where the whole store is,
    /// as while its disk is not mounted, only those that were freed.
    /// </summary>
    public static async Task<HashSet<string>> Among(
        LabDbContext db, IStoreService store, IReadOnlyCollection<string> finished)
    {
        var keys = finished.ToArray();
        var ends = await db.GoodCheckpoints.Where(c => c.Final && EF.Parameter(keys).Contains(c.Phase)).ToListAsync();
        var isAway = store.IsAway;
        return [.. finished.Except(ends.Where(c => isAway || store.Has(c.Path)).Select(c => c.Phase))];
    }

    /// <summary>
    /// The phases of a plan that are to be trained: new ones, and those that its experiments need back.
    /// </summary>
    public static async Task<ImmutableHashSet<PhaseKey>> ToTrain(LabDbContext db, IStoreService store, GrowthTree tree)
    {
        var keys = tree.Nodes.Select(n => n.Phase.Key.Value).ToArray();
        var finished = await db.Phases
            .Where(p => p.Status == PhaseStatus.Finished && EF.Parameter(keys).Contains(p.Key))
            .Select(p => p.Key).ToHashSetAsync();
        var lost = await Among(db, store, finished);
        return tree.ToTrain(key => finished.Contains(key.Value), key => lost.Contains(key.Value));
    }

    /// <summary>
    /// Puts those that experiments need back to be trained again: they end with them, or go on from them.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="store">Knows which files are there.</param>
    /// <param name="treeFor">The phases up to which they are trained for now, given those whose end is gone.</param>
    /// <param name="known">The rows of those that are on record.</param>
    /// <param name="now">The time.</param>
    /// <returns>All finished phases whose end is gone, those that are needed and others.</returns>
    public static async Task<IReadOnlySet<string>> TakeBack(
        LabDbContext db, IStoreService store, Func<IReadOnlySet<string>, GrowthTree> treeFor,
        IReadOnlyDictionary<string, PhaseRow> known, DateTimeOffset now)
    {
        var finished = known.Values.Where(p => p.Status == PhaseStatus.Finished).Select(p => p.Key).ToHashSet();
        var lost = await Among(db, store, finished);
        var train = treeFor(lost).ToTrain(key => finished.Contains(key.Value), key => lost.Contains(key.Value));
        foreach (var row in train.Where(key => lost.Contains(key.Value)).Select(key => known[key.Value]))
            await TakeBack(db, store, row, now);
        return lost;
    }

    /// <summary>Whether an experiment is to be trained through a phase, or measured at its end.</summary>
    public static Task<bool> IsWanted(LabDbContext db, string phase) => db.ExperimentPhases.AnyAsync(step =>
        step.Phase == phase && db.UnfinishedExperiments.Any(e => e.Id == step.ExperimentId));

    private static async Task TakeBack(LabDbContext db, IStoreService store, PhaseRow row, DateTimeOffset now)
    {
        var isAway = store.IsAway;
        foreach (var file in await db.GoodCheckpoints.Where(c => c.Phase == row.Key).ToListAsync())
            if (!isAway && !store.Has(file.Path))
                await PhaseEndings.Damage(db, row, file.Path, "it is not in the store any more", now);
        if (row.Status == PhaseStatus.Finished)
            await PhaseEndings.TrainAgain(db, row, now);
    }
}
