using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Lets sweeps that grow go on: when results are on record and fewer of their experiments train than may,
/// the next ones are proposed and stored, in one transaction, before any of them is trained. Nothing but the record
/// decides, so that a lab which was killed goes on with the same experiments.
/// </summary>
internal static class SweepGrowth
{
    /// <summary>Lets a sweep grow as far as it can now.</summary>
    /// <returns>The last phase of its newest experiment; null where it did not grow.</returns>
    public static async Task<string?> Grow(LabDatabase database, IStoreService store, TimeProvider time, string sweep)
    {
        string? newest = null;
        while (await Step(database, store, time.GetUtcNow(), sweep) is { } phase)
            newest = phase;
        return newest;
    }

    /// <summary>How many workers take phases, at least 1: the default of how many experiments train at once.</summary>
    public static async Task<int> Workers(LabDbContext db, DateTimeOffset now) => Math.Max(1, await db.Workers
        .CountAsync(w => w.Status != Growth.Workers.WorkerStatus.Gone && w.SeenAt > now - LeaseRules.Duration
            && !db.WorkerHolds.Any(h => h.Worker == w.Name)));

    /// <summary>Ids of the sweeps whose search may go on.</summary>
    public static Task<List<string>> Growing(LabDbContext db) => db.Sweeps
        .Where(s => s.Status == SweepStatus.Running && s.PausedAt == null && s.Planned != null)
        .OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync();

    /// <summary>Whether a running sweep that has the phase grows, or decides by results who trains on.</summary>
    public static Task<bool> IsDecidedBy(LabDbContext db, string phase) => db.Sweeps.AnyAsync(s =>
        s.Status == SweepStatus.Running && (s.Planned != null || s.Stopping != null)
        && db.SweepPhases.Any(n => n.SweepId == s.Id && n.Phase == phase));

    /// <summary>One decision.</summary>
    /// <returns>The last phase of its newest experiment; null where nothing was to be done.</returns>
    private static async Task<string?> Step(LabDatabase database, IStoreService store, DateTimeOffset now, string id)
    {
        var state = await database.Read(db => GrowingSweep.Load(db, id, now));
        if (state is null)
            return null;
        var proposal = SweepProposals.Next(state.Definition, state.Dataset, state.Tried, state.Parallel);
        if (proposal.Experiments.IsEmpty && !proposal.IsLast)
            return null;
        var part = new AcceptedSweep(id, state.Definition, state.Dataset, SweepPlan.Part(proposal.Experiments))
        {
            Decision = new SearchDecision(state.Parallel, state.Ended, proposal.IsLast)
            {
                Outcome = proposal.Outcome,
                RungDecision = state.RungDecision,
            },
        };
        await database.Write(db => SweepAcceptance.Extend(db, part, state.Tried.Length, store, now));
        return (proposal.Experiments.LastOrDefault()?.Phases[^1].Key ?? state.Tried[^1].FinalPhase).Value;
    }
}

/// <summary>What a sweep that grows knew when it proposed experiments.</summary>
/// <param name="Parallel">How many of them may train at once.</param>
/// <param name="Ended">Numbers of the experiments that had ended.</param>
/// <param name="IsLast">Whether no more will follow.</param>
internal sealed record SearchDecision(int Parallel, ImmutableArray<int> Ended, bool IsLast)
{
    /// <summary>What the sweep found out, where it ends with that; a sentence.</summary>
    public string? Outcome { get; init; }

    /// <summary>The last decision at rungs whose results it knew; 0 for none.</summary>
    public int RungDecision { get; init; }
}

/// <summary>A sweep that can grow, as it stands.</summary>
/// <param name="Definition">What its author wrote.</param>
/// <param name="Dataset">What it trains on.</param>
/// <param name="Tried">Its experiments by number, from 1.</param>
/// <param name="Parallel">How many may train at once.</param>
internal sealed record GrowingSweep(
    SweepDefinition Definition, DatasetFacts Dataset, ImmutableArray<TriedExperiment> Tried, int Parallel)
{
    /// <summary>The last decision at rungs whose results are among what is known; 0 for none.</summary>
    public int RungDecision { get; init; }

    /// <summary>Numbers of the experiments that have ended.</summary>
    public ImmutableArray<int> Ended =>
    [
        .. Enumerable.Range(1, Tried.Length)
            .Where(number => Tried[number - 1].State is not (TrialState.Running or TrialState.Paused)),
    ];

    /// <summary>
    /// Null where it has ended or was paused meanwhile, or where as many experiments train as may: that costs one query or two.
    /// </summary>
    /// <exception cref="Growth.InvalidInputException">The lab has its dataset's content no more.</exception>
    public static async Task<GrowingSweep?> Load(LabDbContext db, string id, DateTimeOffset now)
    {
        var growing = await db.Sweeps
            .Where(s => s.Id == id
                && s.Status == SweepStatus.Running && s.PausedAt == null && s.Planned != null)
            .Select(s => new
            {
                Sweep = s,
                Open = db.Experiments.Count(e => e.SweepId == s.Id && e.Status == ExperimentStatus.Queued),
            }).SingleOrDefaultAsync();
        if (growing is null)
            return null;
        var sweep = growing.Sweep;
        var definition = SweepDocument.Read(sweep.Definition);
        var parallel = definition.Search.Parallel ?? await SweepGrowth.Workers(db, now);
        if (growing.Open >= parallel)
            return null;
        var dataset = await LabDatasets.FindContent(db, sweep.Dataset, sweep.Fingerprint);
        return new GrowingSweep(definition, dataset, await TriedIn(db, sweep), parallel)
        {
            RungDecision = sweep.Stopping is null ? 0 : await RungRecord.LastDecision(db, sweep.Id),
        };
    }

    /// <summary>
    /// A sweep's experiments by number, with what came of each. One that finished keeps its result while a checkpoint
    /// that was lost is made again: its last phase's latest measurement at or after the planned end.
    /// </summary>
    public static async Task<ImmutableArray<TriedExperiment>> TriedIn(LabDbContext db, SweepRow sweep)
    {
        var experiments = await db.Experiments.Where(e => e.SweepId == sweep.Id).OrderBy(e => e.Number).ToListAsync();
        var measured = await db.Swd.Where(s => s.Images == sweep.SwdImages
                && db.Experiments.Any(e => e.SweepId == sweep.Id && e.FinalPhase == s.Phase)
                && db.Phases.Any(p => p.Key == s.Phase && s.Nimg >= p.End))
            .Select(s => new { s.Phase, s.Nimg, s.Swd }).ToListAsync();
        var real = (await SweepRecord.RealSimilarities(db, [sweep])).GetValueOrDefault(sweep.Id);
        var latest = measured.GroupBy(s => s.Phase)
            .ToDictionary(g => g.Key, g => sweep.Objective.Score(g.MaxBy(s => s.Nimg)!.Swd, real));
        var awaitsReal = sweep.Objective.NeedsMsSsim && real is null
            && experiments.Exists(e => e.Status is ExperimentStatus.Queued or ExperimentStatus.Paused);
        ImmutableArray<TriedExperiment> tried = [.. experiments.Select(e => Outcome(e, latest, awaitsReal))];
        return sweep.Stopping is null ? tried : await RungTrials.Compare(db, sweep, experiments, tried);
    }

    /// <param name="experiment">Of a sweep that grows.</param>
    /// <param name="measured">Final phase to what it reached; NaN where that is not finite.</param>
    /// <param name="awaitsReal">Whether nothing can be said before real images are measured, too.</param>
    private static TriedExperiment Outcome(
        ExperimentRow experiment, Dictionary<string, double> measured, bool awaitsReal)
    {
        var value = measured.GetValueOrDefault(experiment.FinalPhase, double.NaN);
        var varied = experiment.Varied.Select(s => (Key: SettingKey.Parse(s.Name, "the record"), s.Value))
            .ToImmutableSortedDictionary(s => s.Key, s => s.Key.Definition.Read(s.Value));
        var state = experiment.Status switch
        {
            ExperimentStatus.Queued => TrialState.Running,
            ExperimentStatus.Paused => TrialState.Paused,
            ExperimentStatus.Cancelled => TrialState.Cancelled,
            ExperimentStatus.Finished when awaitsReal => TrialState.Running,
            ExperimentStatus.Finished when double.IsFinite(value) => TrialState.Finished,
            _ => TrialState.Lost,
        };
        return new TriedExperiment(varied, PhaseKey.Parse(experiment.FinalPhase), state,
            state == TrialState.Finished ? value : double.NaN);
    }
}
