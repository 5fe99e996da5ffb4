using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Puts a sweep on record with everything that follows from it, in one transaction (promise 4 of design.md).
/// </summary>
internal static class SweepAcceptance
{
    /// <returns>The sweep as it is on record now.</returns>
    /// <exception cref="InvalidOperationException">The sweep exists already.</exception>
    /// <exception cref="Growth.InvalidInputException">Its dataset was removed meanwhile.</exception>
    public static async Task<SweepRecord> Store(
        LabDbContext db, AcceptedSweep sweep, IStoreService store, DateTimeOffset now)
    {
        if (await db.Sweeps.AnyAsync(s => s.Id == sweep.Id))
            throw new InvalidOperationException($"Sweep '{sweep.Id}' exists already; submit under another id.");
        await LabDatasets.Find(db, sweep.Dataset.Name);
        var row = Row(sweep, now);
        row.ShareFrom = await SweepShares.Least(db);
        db.Sweeps.Add(row);
        db.Note(now, "sweep-accepted", sweep.Id,
            $"{Readable.Plural(sweep.Plan.Experiments.Length, "experiment")} on {sweep.Dataset.Name}, "
            + $"{Readable.Plural(sweep.Plan.Tree.Nodes.Length, "phase")}"
            + $"{(sweep.Planned is { } planned ? $"; up to {planned} in all" : "")}.");
        return await StorePart(db, row, sweep, store, now);
    }

    /// <summary>Puts on record what a search that learns proposed next, unless the sweep has changed since.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="part">The new experiments; none where no more follow.</param>
    /// <param name="before">How many experiments the sweep had when they were proposed.</param>
    /// <param name="store">Knows which files are there.</param>
    /// <param name="now">The time.</param>
    public static async Task Extend(
        LabDbContext db, AcceptedSweep part, int before, IStoreService store, DateTimeOffset now)
    {
        var row = await db.Sweeps.SingleAsync(s => s.Id == part.Id);
        if (row.Status != SweepStatus.Running || await db.Experiments.CountAsync(e => e.SweepId == part.Id) != before)
            return;
        row.ImagesRequested += part.Plan.Tree.ImagesRequested;
        if (part.Decision is { IsLast: true })
            row.Planned = null;
        if (part.Decision?.Outcome is { } outcome)
            db.Note(now, "sweep-outcome", part.Id, outcome);
        if (!part.Plan.Experiments.IsEmpty)
            db.Note(now, "sweep-proposal", part.Id,
                $"{Readable.Plural(part.Plan.Experiments.Length, "experiment")} more, the first #{before + 1}, chosen "
                + $"from {Readable.Plural(part.Decision!.Ended.Length, "result")}.");
        await StorePart(db, row, part, store, now);
    }

    /// <returns>The sweep with these experiments.</returns>
    private static async Task<SweepRecord> StorePart(
        LabDbContext db, SweepRow row, AcceptedSweep sweep, IStoreService store, DateTimeOffset now)
    {
        await db.SaveChangesAsync();
        var known = await EarlierPhase.Load(db, sweep.Plan.Tree.Nodes);
        var lost = await LostCheckpoints.TakeBack(
            db, store, finished => NeededPhases.Tree(row, sweep.Plan, known, finished),
            known.ToDictionary(p => p.Key, p => p.Value.Row), now);
        var phases = known.Values.Select(p => p.Row).Concat(await StorePhases(db, sweep, known));
        var shares = await StoreShares(db, sweep, known);
        var experiments = await StoreExperiments(
            db, row, sweep.Plan.Experiments, known.Where(p => !lost.Contains(p.Key)).ToDictionary(), now);
        if (sweep.Decision is { } decision && !experiments.IsEmpty)
            db.SearchDecisions.Add(new SearchDecisionRow(
                sweep.Id, experiments[0].Number, decision.Parallel, decision.Ended, decision.RungDecision, now));
        if (row.Stopping is not null)
        {
            await SweepStopping.Advance(db, row, now);
            experiments =
                [.. await db.Experiments.Where(e => e.SweepId == row.Id).OrderBy(e => e.Number).ToListAsync()];
        }
        await SweepEndings.CloseFinished(db, now);
        if (row.Stopping?.Population is not null)                               // copies may have been made
            return (await SweepRecord.Load(db, db.Sweeps.Where(s => s.Id == row.Id), now)).Single();
        return new SweepRecord
        {
            Sweep = row,
            Experiments = experiments,
            Shares = shares,
            Phases = phases.ToDictionary(p => p.Key),
            Measurements =
                await SweepRecord.MeasurementsOf(db, [.. known.Keys], [.. experiments.Select(e => e.FinalPhase)]),
            RealMsSsim = (await SweepRecord.RealSimilarities(db, [row])).GetValueOrDefault(row.Id),
            At = now,
        };
    }

    /// <summary>Puts phases on record through which an experiment goes on as a copy of another one.</summary>
    /// <returns>How they stand.</returns>
    public static async Task<IReadOnlyCollection<PhaseRow>> AddPhases(LabDbContext db, AcceptedSweep part)
    {
        var known = await EarlierPhase.Load(db, part.Plan.Tree.Nodes);
        PhaseRow[] rows = [.. known.Values.Select(p => p.Row), .. await StorePhases(db, part, known)];
        await StoreShares(db, part, known);
        return rows;
    }

    private static SweepRow Row(AcceptedSweep sweep, DateTimeOffset now)
    {
        var configuration = sweep.Definition.Base.Apply();
        return new SweepRow
        {
            Id = sweep.Id,
            Name = sweep.Definition.Name,
            Dataset = sweep.Dataset.Name,
            Fingerprint = sweep.Dataset.Fingerprint,
            Definition = SweepDocument.Write(sweep.Definition).ToJsonString(),
            Varied = [.. sweep.Definition.Varied.Select(k => k.ToString())],
            Objective = sweep.Definition.Objective,
            Resolution = configuration.Resolution,
            TickKimg = configuration.TickKimg,
            SwdKimg = configuration.SwdKimg,
            SwdImages = Math.Min(configuration.SwdImages, sweep.Dataset.Images),
            ImagesRequested = sweep.Plan.Tree.ImagesRequested,
            CreatedAt = now,
            Priority = sweep.Definition.Priority,
            Stopping = sweep.Stopping,
            Planned = sweep.Decision is { IsLast: false } ? sweep.Planned : null,
            Workers = sweep.Definition.Workers == WorkerChoice.Any ? null : sweep.Definition.Workers,
            Budget = sweep.Budget == SweepBudget.None ? null : sweep.Budget,
            Status = SweepStatus.Running,
        };
    }

    /// <returns>The phases that the sweep is the first to plan.</returns>
    private static async Task<ImmutableArray<PhaseRow>> StorePhases(
        LabDbContext db, AcceptedSweep sweep, Dictionary<string, EarlierPhase> known)
    {
        var fresh = sweep.Plan.Tree.Nodes.Select(n => n.Phase).Where(p => !known.ContainsKey(p.Key.Value)).ToArray();
        var loads = new TrainingLoads();
        var rows = fresh.Select(p => Phase(p, sweep.Dataset.Fingerprint, loads.Of(p.Recipe))).ToImmutableArray();
        await db.InsertMissing(rows);
        await db.InsertMissing(
            fresh.Select(p => new RecipeRow { Phase = p.Key.Value, Dataset = sweep.Dataset.Name, Recipe = p.Recipe }));
        await LabDatasets.TakeOver(
            db, [.. sweep.Plan.Tree.Nodes.Select(n => n.Phase.Key.Value)], sweep.Dataset.Name);
        await TakeOverGuards(db, sweep, known);
        foreach (var failed in known.Values.Select(p => p.Row).Where(p => p.Status == PhaseStatus.Failed))
            failed.TryAgain();
        return rows;
    }

    private static async Task<ImmutableArray<SweepPhaseRow>> StoreShares(
        LabDbContext db, AcceptedSweep sweep, Dictionary<string, EarlierPhase> known)
    {
        await SweepEndings.CloseOthers(db, sweep.Id, [.. known.Values.Where(p => p.Counts).Select(p => p.Row)]);
        var shares = sweep.Plan.Tree.Nodes.Select(n => n.Phase).Select(p => new SweepPhaseRow
        {
            SweepId = sweep.Id,
            Phase = p.Key.Value,
            TrainsFrom = !known.TryGetValue(p.Key.Value, out var there) ? p.Recipe.Start
                : there.Counts ? there.Row.BeginCount()
                : null,
            SecondsBefore = there?.Row.HeldSeconds ?? 0,
            HeldFrom = there?.Row.HeldSeconds ?? 0,
        }).ToImmutableArray();
        await CountOn(db, [.. shares.Where(n => n.TrainsFrom is not null && known.ContainsKey(n.Phase))]);
        await db.InsertMissing(shares);
        return shares;
    }

    /// <summary>
    /// A sweep that grows has a share in some of the phases already; where that does not count, it does from now on as
    /// a new one would.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="shares">New shares that would count, in phases that are on record.</param>
    private static async Task CountOn(LabDbContext db, ImmutableArray<SweepPhaseRow> shares)
    {
        if (shares.IsEmpty)
            return;
        var from = shares.ToDictionary(n => n.Phase);
        var (sweep, phases) = (shares[0].SweepId, from.Keys.ToArray());
        foreach (var earlier in await db.SweepPhases.Where(n => n.SweepId == sweep
            && EF.Parameter(phases).Contains(n.Phase) && (n.TrainsFrom == null || n.TrainsTo != null)).ToListAsync())
            earlier.CountFrom(from[earlier.Phase].TrainsFrom!.Value, from[earlier.Phase].HeldFrom);
    }

    /// <summary>
    /// A phase that no experiment of another sweep waits for any more goes on under this sweep's bounds: one that
    /// diverged, and those behind it. What is finished stays as it is, and what others wait for keeps the bounds that
    /// it began with.
    /// </summary>
    private static async Task TakeOverGuards(
        LabDbContext db, AcceptedSweep sweep, Dictionary<string, EarlierPhase> known)
    {
        var guards = sweep.Plan.Tree.Nodes.Select(n => n.Phase)
            .Where(p => known.GetValueOrDefault(p.Key.Value)?.TakesGuard == true)
            .ToDictionary(p => p.Key.Value, p => p.Recipe.Guard);
        var keys = guards.Keys.ToArray();
        foreach (var recorded in await db.Recipes.AsNoTracking().Where(r => EF.Parameter(keys).Contains(r.Phase))
            .ToListAsync())
        {
            if (recorded.Recipe.Guard == guards[recorded.Phase])
                continue;
            var recipe = recorded.Recipe with { Guard = guards[recorded.Phase] };
            await db.Recipes.Where(r => r.Phase == recorded.Phase)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Recipe, recipe));
            known[recorded.Phase].Row.TryAgain();
            known[recorded.Phase].Row.EndLease();                               // who still holds it has the old bounds
        }
    }

    private static PhaseRow Phase(PlannedPhase phase, string fingerprint, TrainingLoad load) =>
        new()
        {
            Key = phase.Key.Value,
            Parent = phase.Parent?.Value,
            Index = phase.Recipe.Index,
            Kind = phase.Recipe.Kind,
            Resolution = phase.Recipe.Resolution,
            Start = phase.Recipe.Start,
            End = phase.Recipe.End,
            Nimg = phase.Recipe.Start,
            Stored = phase.Recipe.Start,
            Fingerprint = fingerprint,
            Minibatch = load.Minibatch,
            Precision = load.Precision,
            FlopsPerImage = load.FlopsPerImage,
        };

    private static async Task<ImmutableArray<ExperimentRow>> StoreExperiments(
        LabDbContext db, SweepRow sweep, ImmutableArray<PlannedExperiment> experiments,
        Dictionary<string, EarlierPhase> known, DateTimeOffset now)
    {
        var goals = StoppingGoals.Of(sweep.Stopping, experiments.LastOrDefault()?.Number ?? 0);
        var rows = experiments.Select(e => Experiment(e, sweep, goals, known, now)).ToImmutableArray();
        if (rows.All(e => e.EndedAt is not null)
            && rows.FirstOrDefault(e => e.Status == ExperimentStatus.Finished) is { } first
            && await SwdReferences.AreAwaited(db, sweep))
            (first.Status, first.EndedAt) = (ExperimentStatus.Queued, null);    // real images are measured beside it
        await db.InsertMissing(rows);
        await db.InsertMissing(experiments.Select(e => new ExperimentSettingsRow
        {
            ExperimentId = SweepIds.Experiment(sweep.Id, e.Number),
            Settings = SettingViews.All(e)
        }));
        await db.InsertMissing(experiments.SelectMany(e => e.Phases.Select(p => new ExperimentPhaseRow
        {
            ExperimentId = SweepIds.Experiment(sweep.Id, e.Number),
            Index = p.Recipe.Index,
            Phase = p.Key.Value,
        })));
        return rows;
    }

    private static ExperimentRow Experiment(
        PlannedExperiment experiment, SweepRow sweep, StoppingGoals goals, Dictionary<string, EarlierPhase> known,
        DateTimeOffset now)
    {
        var (rung, goal) = goals.First(experiment);
        var mayChange = sweep.Stopping?.Population is not null;                 // behind its first rung
        var diverged = experiment.Phases.TakeWhile((_, i) => !mayChange || i == 0
            || experiment.Phases[i - 1].Key.Value != goal)
            .Select(p => known.GetValueOrDefault(p.Key.Value))
            .FirstOrDefault(p => p?.Row.Status == PhaseStatus.Diverged);
        var measured = !mayChange && known.GetValueOrDefault(experiment.Phases[^1].Key.Value)
            ?.IsMeasured(sweep.Resolution, sweep) == true;
        return new ExperimentRow
        {
            GoalPhase = measured ? experiment.Phases[^1].Key.Value : goal,
            Rung = rung,
            Id = SweepIds.Experiment(sweep.Id, experiment.Number),
            SweepId = sweep.Id,
            Number = experiment.Number,
            Name = SettingViews.Name(experiment),
            Varied = SettingViews.Varied(experiment),
            FinalPhase = experiment.Phases[^1].Key.Value,
            TotalImages = experiment.Phases[^1].Recipe.End,
            Status = diverged is not null ? ExperimentStatus.Diverged
                : measured ? ExperimentStatus.Finished
                : ExperimentStatus.Queued,
            Reason = diverged?.Row.Reason,
            EndedAt = diverged is not null || measured ? now : null,
        };
    }
}
