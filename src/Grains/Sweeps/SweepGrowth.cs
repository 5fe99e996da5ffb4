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
/// Lets sweeps whose search learns go on: when results are on record and fewer of their experiments train than may,
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

    /// <summary>How many workers there are, at least 1: the default of how many experiments train at once.</summary>
    public static async Task<int> Workers(LabDbContext db, DateTimeOffset now) => Math.Max(1, await db.Workers
        .CountAsync(w => w.Status != Growth.Workers.WorkerStatus.Gone && w.SeenAt > now - LeaseRules.Duration));

    /// <summary>Ids of the sweeps whose search may go on.</summary>
    public static Task<List<string>> Growing(LabDbContext db) => db.Sweeps
        .Where(s => s.Status == SweepStatus.Running && s.Planned != null)
        .OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync();

    /// <summary>One decision.</summary>
    /// <returns>The last phase of its newest experiment; null where nothing was to be done.</returns>
    private static async Task<string?> Step(LabDatabase database, IStoreService store, DateTimeOffset now, string id)
    {
        var state = await database.Read(db => GrowingSweep.Load(db, id, now));
        if (state is null || state.Tried.Count(t => t.State == TrialState.Running) >= state.Parallel)
            return null;
        var proposal = SweepProposals.Next(state.Definition, state.Dataset, state.Tried, state.Parallel);
        var part = new AcceptedSweep(id, state.Definition, state.Dataset, SweepPlan.Part(proposal.Experiments))
        {
            Decision = new SearchDecision(state.Parallel, state.Ended, proposal.IsLast),
        };
        await database.Write(db => SweepAcceptance.Extend(db, part, state.Tried.Length, store, now));
        return (proposal.Experiments.LastOrDefault()?.Phases[^1].Key ?? state.Tried[^1].FinalPhase).Value;
    }
}

/// <summary>What a search that learns knew when it proposed experiments.</summary>
/// <param name="Parallel">How many of them may train at once.</param>
/// <param name="Ended">Numbers of the experiments that had ended.</param>
/// <param name="IsLast">Whether no more will follow.</param>
internal sealed record SearchDecision(int Parallel, ImmutableArray<int> Ended, bool IsLast);

/// <summary>A sweep that can grow, as it stands.</summary>
/// <param name="Definition">What its author wrote.</param>
/// <param name="Dataset">What it trains on.</param>
/// <param name="Tried">Its experiments by number.</param>
/// <param name="Ended">Numbers of those that have ended.</param>
/// <param name="Parallel">How many may train at once.</param>
internal sealed record GrowingSweep(
    SweepDefinition Definition, DatasetFacts Dataset, ImmutableArray<TriedExperiment> Tried, ImmutableArray<int> Ended,
    int Parallel)
{
    /// <summary>Null where it has ended meanwhile.</summary>
    public static async Task<GrowingSweep?> Load(LabDbContext db, string id, DateTimeOffset now)
    {
        if (await db.Sweeps.SingleOrDefaultAsync(s => s.Id == id && s.Status == SweepStatus.Running
            && s.Planned != null) is not { } sweep)
            return null;
        var definition = SweepDocument.Read(sweep.Definition);
        var dataset = await LabDatasets.Find(db, sweep.Dataset) with { Fingerprint = sweep.Fingerprint };
        var experiments = await db.Experiments.Where(e => e.SweepId == id).OrderBy(e => e.Number).ToListAsync();
        var measured = await db.Swd.Where(s => s.Images == sweep.SwdImages
                && db.Experiments.Any(e => e.SweepId == id && e.FinalPhase == s.Phase)
                && db.Phases.Any(p => p.Key == s.Phase && p.Nimg == s.Nimg))
            .ToDictionaryAsync(s => s.Phase, s => s.Swd.Average);
        return new GrowingSweep(
            definition, dataset, [.. experiments.Select(e => Outcome(e, measured))],
            [.. experiments.Where(e => e.Status != ExperimentStatus.Queued).Select(e => e.Number)],
            definition.Search.Parallel ?? await SweepGrowth.Workers(db, now));
    }

    private static TriedExperiment Outcome(ExperimentRow experiment, Dictionary<string, double> measured)
    {
        var varied = experiment.Varied.Select(s => (Key: SettingKey.Parse(s.Name, "the record"), s.Value))
            .ToImmutableSortedDictionary(s => s.Key, s => s.Key.Definition.Read(s.Value));
        var phase = PhaseKey.Parse(experiment.FinalPhase);
        if (experiment.Status == ExperimentStatus.Queued)
            return new TriedExperiment(varied, phase, TrialState.Running, double.NaN);
        return experiment.Status == ExperimentStatus.Finished
            && measured.TryGetValue(experiment.FinalPhase, out var swd) && double.IsFinite(swd)
            ? new TriedExperiment(varied, phase, TrialState.Finished, swd)
            : new TriedExperiment(varied, phase, TrialState.Lost, double.NaN);
    }
}
