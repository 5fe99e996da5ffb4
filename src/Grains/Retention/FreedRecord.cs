using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Grains.Retention;

/// <summary>
/// Takes what a plan frees off the record. The plan was made from the whole record, while others wrote; what has come
/// to depend on a file since keeps it, which takes a look at the freed phases alone.
/// </summary>
internal static class FreedRecord
{
    /// <summary>Keys or rows in one statement.</summary>
    private const int Together = 500;

    /// <returns>What was taken off.</returns>
    public static async Task<ImmutableArray<FreedFile>> TakeOff(
        LabDbContext db, StoreHoldings held, ImmutableArray<FreedFile> planned, DateTimeOffset now)
    {
        var keys = planned.Select(f => f.File.Phase!).Distinct().ToArray();
        var before = Before(held, [.. keys]);
        var after = new HashSet<Dependence>();
        foreach (var chunk in keys.Chunk(Together))
            after.UnionWith(await Now(db, chunk, now));
        after.SymmetricExceptWith(before);
        var changed = after.Select(d => d.Phase).ToHashSet();
        ImmutableArray<FreedFile> freed = [.. planned.Where(f => !changed.Contains(f.File.Phase!))];
        foreach (var chunk in freed.Select(f => f.File.Path).Chunk(Together))
        {
            await db.Checkpoints.Where(c => EF.Parameter(chunk).Contains(c.Path)).ExecuteDeleteAsync();
            await db.Samples.Where(s => EF.Parameter(chunk).Contains(s.Path)).ExecuteDeleteAsync();
        }
        return freed;
    }

    private static HashSet<Dependence> Before(StoreHoldings held, HashSet<string> keys) =>
    [
        .. held.Experiments.SelectMany(e => e.Path.Where(keys.Contains)
            .Select(key => new Dependence(key, e.Id, e.IsOpen, e.IsFinished, e.IsStarred, e.IsArchived))),
        .. held.Phases.Where(p => p.IsLeased).SelectMany(p => new[] { p.Key, p.Parent }).OfType<string>()
            .Where(keys.Contains).Select(Dependence.Lease),
        .. held.Phases.Where(p => p.IsFinished && keys.Contains(p.Key)).Select(p => Dependence.End(p.Key)),
    ];

    private static async Task<IEnumerable<Dependence>> Now(LabDbContext db, string[] keys, DateTimeOffset now)
    {
        var experiments = await (
            from step in db.ExperimentPhases
            join e in db.Experiments on step.ExperimentId equals e.Id
            join s in db.Sweeps on e.SweepId equals s.Id
            where EF.Parameter(keys).Contains(step.Phase)
            select new
            {
                step.Phase,
                e.Id,
                e.Status,
                e.IsStarred,
                IsArchived = s.ArchivedAt != null,
                IsUnfinished = db.UnfinishedExperiments.Any(u => u.Id == e.Id),
            }).ToListAsync();
        var phases = await db.Phases.Where(p => EF.Parameter(keys).Contains(p.Key)
            || EF.Parameter(keys).Contains(p.Parent)).AsNoTracking().ToListAsync();
        var chosen = keys.ToHashSet();
        return
        [
            .. experiments.Select(e => new Dependence(
                e.Phase, e.Id, HeldRecord.IsOpen(e.Status, e.IsUnfinished, e.IsArchived),
                e.Status == ExperimentStatus.Finished, e.IsStarred, e.IsArchived)),
            .. phases.Where(p => p.IsLeasedAt(now)).SelectMany(p => new[] { p.Key, p.Parent }).OfType<string>()
                .Where(chosen.Contains).Select(Dependence.Lease),
            .. phases.Where(p => p.Status == PhaseStatus.Finished && chosen.Contains(p.Key))
                .Select(p => Dependence.End(p.Key)),
        ];
    }

    /// <summary>That something needs a phase's files, or makes them needless.</summary>
    private sealed record Dependence(
        string Phase, string Experiment, bool IsOpen, bool IsFinished, bool IsStarred, bool IsArchived)
    {
        /// <summary>A worker reads them.</summary>
        public static Dependence Lease(string phase) => new(phase, "lease", true, false, false, false);

        /// <summary>The phase was trained to its end.</summary>
        public static Dependence End(string phase) => new(phase, "end", false, true, false, false);
    }
}
