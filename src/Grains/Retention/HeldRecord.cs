using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Grains.Retention;

/// <summary>What the record says of the store's files.</summary>
internal static class HeldRecord
{
    /// <param name="db">The record.</param>
    /// <param name="files">What lies in the store.</param>
    /// <param name="now">For leases.</param>
    public static async Task<StoreHoldings> Load(LabDbContext db, ImmutableArray<StoreEntry> files, DateTimeOffset now)
    {
        var sweeps = await SweepRecord.Load(db, db.Sweeps, now);
        var open = await db.UnfinishedExperiments.Select(e => e.Id).ToHashSetAsync();
        var phases = await db.Phases.AsNoTracking().ToListAsync();
        return new StoreHoldings(
            await Files(db, files, phases),
            [.. phases.Select(p => new HeldPhase(
                p.Key, p.Parent, p.End - p.Start, p.Status == PhaseStatus.Finished, p.IsLeasedAt(now)))],
            [.. sweeps.SelectMany(sweep => Experiments(sweep, open))])
        {
            MayBeCopied = [.. sweeps.SelectMany(MayBeCopied).Distinct()],
        };
    }

    /// <summary>
    /// The ends at rungs that some member of a population has still to come to, or waits at, of those that have gone on.
    /// </summary>
    private static IEnumerable<string> MayBeCopied(SweepRecord sweep)
    {
        if (sweep.Sweep is not { Stopping: { Population: not null } policy, ArchivedAt: null })
            yield break;
        var first = sweep.Experiments.Where(e => !HasEnded(e.Status)).Select(e => e.Rung)
            .DefaultIfEmpty(policy.Rungs.Length).Min();
        for (var rung = first; rung < policy.Rungs.Length; rung++)
            foreach (var phase in sweep.Experiments.Where(e => e.Rung > rung).SelectMany(sweep.Path).Where(p =>
                p.Kind == PhaseKind.Stabilize && p.Resolution == policy.Rungs[rung].Resolution))
                yield return phase.Key;
    }

    private static IEnumerable<HeldExperiment> Experiments(SweepRecord sweep, HashSet<string> open)
    {
        var ranks = ExperimentSummaries.Ranks(sweep);
        var isArchived = sweep.Sweep.ArchivedAt is not null;
        return sweep.Experiments.Select(e => new HeldExperiment(
            e.Id, [.. sweep.Path(e).Select(p => p.Key)],
            IsOpen(e.Status, open.Contains(e.Id), isArchived),
            e.Status == ExperimentStatus.Finished, e.IsStarred, isArchived,
            ranks.TryGetValue(e.Id, out var ranked) ? ranked.Rank : Unranked(e, ranks.Count)));
    }

    /// <summary>Where a sweep ranks nobody, each of its results may be the best: all of them are kept.</summary>
    private static int? Unranked(ExperimentRow experiment, int ranked) =>
        ranked == 0 && experiment.Status == ExperimentStatus.Finished ? 1 : null;

    /// <summary>Whether an experiment is to be trained, measured or resumed.</summary>
    public static bool IsOpen(ExperimentStatus status, bool isUnfinished, bool isArchived) =>
        isUnfinished || (!HasEnded(status) && !isArchived);

    private static bool HasEnded(ExperimentStatus status) => status is ExperimentStatus.Finished
        or ExperimentStatus.Diverged or ExperimentStatus.Failed or ExperimentStatus.Cancelled;

    private static async Task<ImmutableArray<StoredFile>> Files(
        LabDbContext db, ImmutableArray<StoreEntry> files, List<PhaseRow> phases)
    {
        var checkpoints = await db.GoodCheckpoints.AsNoTracking().ToDictionaryAsync(c => c.Path);
        var samples = await db.Samples.AsNoTracking().ToDictionaryAsync(s => s.Path);
        var starts = phases.GroupBy(p => StoreLayout.GeneratorsOf(p.Key)).ToDictionary(g => g.Key, g => g.First().Key);
        return [.. files.Select(file =>
            checkpoints.TryGetValue(file.Path, out var checkpoint) ? new StoredFile(
                file.Path, checkpoint.Final ? StoredKind.PhaseEnd : StoredKind.Snapshot, checkpoint.Phase,
                checkpoint.Nimg, file.Bytes, checkpoint.CreatedAt)
            : samples.TryGetValue(file.Path, out var sample) ? new StoredFile(
                file.Path, StoredKind.Sample, sample.Phase, sample.Nimg, file.Bytes, file.At)
            : StoreLayout.IsInside(StoreLayout.Exports, file.Path) ? Generator(file, starts)
            : new StoredFile(file.Path, StoreLayout.IsInside(StoreLayout.Datasets, file.Path)
                ? StoredKind.Dataset
                : StoredKind.Other, null, 0, file.Bytes, file.At))];
    }

    /// <summary>Its name begins with its phase's (<see cref="StoreLayout.Generator"/>).</summary>
    private static StoredFile Generator(StoreEntry file, Dictionary<string, string> phases)
    {
        var parts = file.Path.Split('/')[^1].Split('-');
        _ = long.TryParse(parts.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var nimg);
        return phases.GetValueOrDefault(parts[0] + "-") is { } phase
            ? new StoredFile(file.Path, StoredKind.Generator, phase, nimg, file.Bytes, file.At)
            : new StoredFile(file.Path, StoredKind.Other, null, 0, file.Bytes, file.At);
    }
}
