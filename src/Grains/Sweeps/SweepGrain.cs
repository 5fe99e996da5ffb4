using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Accepts a sweep and shows how it stands. The database is its memory; it keeps its last view for a moment, for all
/// pages that ask at once, and tells of a change only when no view from before the change can be shown any more.
/// </summary>
[LabHostOnly]
internal sealed class SweepGrain(LabDatabase database, IStoreService store, TimeProvider time) : Grain, ISweepGrain
{
    /// <summary>Who asks is shown no view that was begun to be read longer ago than this.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(250);

    /// <summary>Views that are watched follow each other no faster than this.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>They wait so many times as long as the last one took to be read: large sweeps can be watched.</summary>
    private const int WaitPerReading = 5;

    /// <summary>Where more phases changed together, it is told that the sweep did.</summary>
    private const int MostTold = 32;

    /// <summary>Watchers look again after this even if nothing was told: leases expire silently.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> untold = [];
    private readonly RecentPaces paces = new(time);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainTimer? teller;

    /// <summary>The last view, or the one that is being read; null where none may be shown.</summary>
    private Task<SweepView?>? reading;

    private long readAt;
    private TimeSpan lastTook;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        teller = this.RegisterGrainTimer(
            TellChanges, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public async Task<SweepSummary> Submit(SweepDefinition definition)
    {
        if (!SweepIds.IsValid(Id))
            throw new InvalidInputException(
                $"'{Id}' cannot name a sweep; an id has at most 64 lower-case letters, digits and single dashes.");
        definition = definition.ByExtractorOf(store.Extractors);
        var dataset = await database.Read(db => LabDatasets.Find(db, definition.Dataset));
        var plan = SweepPlan.Of(definition, dataset);
        var footprint = SweepFootprint.Of(
            plan, await database.Read(db => LostCheckpoints.ToTrain(db, store, plan.Tree)));
        var free = store.DiskFree;
        if (footprint.Refusal(free) is { } refusal)
            throw new DiskFullException(refusal);
        var sweep = definition.Grows
            ? await Begin(definition, dataset, plan)
            : new AcceptedSweep(Id, definition, dataset, plan) { Stopping = plan.Stopping };
        var now = time.GetUtcNow();
        sweep = sweep with { Budget = definition.Budget.From(now, time.LocalTimeZone) };
        var record = await database.Write(db => SweepAcceptance.Store(db, sweep, store, now));
        await TellOfSweep();
        return SweepViews.Summary(record, await database.Read(paces.Load)) with
        {
            Remarks = footprint.Remark(free) is { } remark ? plan.Remarks.Add(remark) : plan.Remarks,
        };
    }

    public async Task<SweepSummary> SubmitOnce(SweepDefinition definition)
    {
        if (await GetDefinition() is not { } accepted)
            return await Submit(definition);
        SubmissionKeys.CheckSame(Id, accepted, definition.ByExtractorOf(store.Extractors));
        return (await GetView())!.Summary;
    }

    /// <summary>The first experiments of a sweep that grows.</summary>
    private async Task<AcceptedSweep> Begin(SweepDefinition definition, DatasetFacts dataset, SweepPlan plan)
    {
        var parallel = definition.Search.Parallel
            ?? await database.Read(db => SweepGrowth.Workers(db, time.GetUtcNow()));
        var first = SweepProposals.Next(definition, dataset, [], parallel);
        return new AcceptedSweep(Id, definition, dataset, SweepPlan.Part(first.Experiments))
        {
            Planned = plan.MostExperiments,
            Stopping = plan.Stopping,
            Decision = new SearchDecision(parallel, [], first.IsLast),
        };
    }

    public Task<bool> Exists() => database.Read(db => db.Sweeps.AnyAsync(s => s.Id == Id));

    public async Task<SweepView?> GetView()
    {
        var asked = time.GetTimestamp();
        while (true)
        {
            if (reading is null || (reading.IsCompleted && !MayBeShown(asked)))
                reading = ReadView();
            var (own, begun) = (reading, readAt);
            var shown = await own;
            if (time.GetElapsedTime(begun, asked) < Freshness)                  // else it was begun too early
                return shown;
        }
    }

    private bool MayBeShown(long asked) =>
        reading is { IsCompletedSuccessfully: true } && time.GetElapsedTime(readAt, asked) < Freshness;

    /// <summary>On another thread: of a large sweep it takes long, and what is told meanwhile must not wait.</summary>
    private async Task<SweepView?> ReadView()
    {
        var begun = readAt = time.GetTimestamp();
        var read = await Task.Run(() => database.Read(async db =>
            await SweepViews.Load(db, Id, time.GetUtcNow(), await paces.Load(db))));
        lastTook = time.GetElapsedTime(begun);
        return read;
    }

    public Task<string?> GetDefinition() =>
        database.Read(db => db.Sweeps.Where(s => s.Id == Id).Select(s => s.Definition).SingleOrDefaultAsync());

    public async Task<SweepSummary> Cancel()
    {
        await database.Write(db => SweepCancellation.Cancel(db, Id, time.GetUtcNow()));
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepSummary> CancelExperiment(string experimentId)
    {
        await database.Write(db => SweepCancellation.CancelExperiment(db, experimentId, time.GetUtcNow()));
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepSummary> Pause(string? experimentId)
    {
        await database.Write(db => experimentId is null
            ? SweepPauses.Pause(db, Id, time.GetUtcNow())
            : SweepPauses.PauseExperiment(db, experimentId, time.GetUtcNow()));
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepSummary> Resume(string? experimentId)
    {
        await database.Write(db => experimentId is null
            ? SweepPauses.Resume(db, Id, time.GetUtcNow())
            : SweepPauses.ResumeExperiment(db, experimentId, time.GetUtcNow()));
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepSummary> Promote(string experimentId)
    {
        await database.Write(db => SweepStopping.Promote(db, experimentId, time.GetUtcNow()));
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Forget(Id);
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepSummary> SetPriority(int priority, string? experimentId)
    {
        SweepPriority.Check(priority);
        await database.Write(db => experimentId is null
            ? SweepShares.SetPriority(db, Id, priority, time.GetUtcNow())
            : SweepShares.SetExperimentPriority(db, experimentId, priority, time.GetUtcNow()));
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Forget(Id);
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepSummary> Retry(string? experimentId)
    {
        await database.Write(db => experimentId is null
            ? SweepRetry.All(db, Id, time.GetUtcNow())
            : SweepRetry.One(db, experimentId, time.GetUtcNow()));
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Forget(Id);
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepSummary> SetBudget(SweepBudget budget)
    {
        var now = time.GetUtcNow();
        var limits = budget.From(now, time.LocalTimeZone);
        await database.Write(db => SweepBudgets.Set(db, Id, limits, now));
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task Annotate(string? experimentId, ImmutableArray<string>? tags, string? note)
    {
        await database.Write(db => SweepKeeping.Annotate(db, Id, experimentId, tags, note));
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Forget(Id);
        await TellOfSweep();
    }

    public async Task Star(string experimentId, bool isStarred)
    {
        await database.Write(db => SweepKeeping.Star(db, experimentId, isStarred, time.GetUtcNow()));
        await TellOfSweep();
    }

    public async Task<SweepArchival> Archive()
    {
        await database.Write(db => SweepKeeping.Archive(db, Id, time.GetUtcNow()));
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Forget(Id);
        var freed = await GrainFactory.GetGrain<IRetentionGrain>(IRetentionGrain.Key).FreeArchived();
        await TellOfSweep();
        return new SweepArchival(Id, freed.Files, freed.Bytes);
    }

    public async Task<SweepSummary> Unarchive()
    {
        await database.Write(db => SweepKeeping.Unarchive(db, Id, time.GetUtcNow()));
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Forget(Id);
        await TellOfSweep();
        return (await GetView())!.Summary;
    }

    public async Task<SweepRemoval> Remove()
    {
        var phases = await database.Read(db => SweepRemovals.OwnPhases(db, Id, time.GetUtcNow()));
        var bytes = await store.Remove(
            phases, () => database.Write(db => SweepRemovals.Remove(db, Id, phases, time.GetUtcNow())));
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Forget(Id);
        await TellOfSweep();
        return new SweepRemoval(Id, phases.Length, bytes);
    }

    public async IAsyncEnumerable<SweepView> Watch([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = changed.Task;
            if (await GetView() is not { } shown)
                yield break;
            yield return shown;
            if (shown.Summary.HasEnded())
                yield break;
            var pause = WaitPerReading * lastTook;
            await Task.Delay(pause > ShortestWait ? pause : ShortestWait, cancellationToken);
            await Task.WhenAny(next, Task.Delay(LongestWait, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async Task<ExperimentSummary?> GetExperiment(string experimentId) =>
        (await GetView())?.Experiments.FirstOrDefault(e => e.Id == experimentId);

    public Task<ImmutableArray<SwdCurve>?> GetSwdCurves() => database.Read(db => SwdCurves.Load(db, Id));

    public Task Changed() => TellOfSweep();

    public Task PhasesChanged(ImmutableArray<string> phases)
    {
        if (untold.Count == 0)
            teller!.Change(UntilTold(), Timeout.InfiniteTimeSpan);
        foreach (var phase in phases)
            untold.Add(phase);
        return Task.CompletedTask;
    }

    /// <summary>How long a view from before this moment may still be shown.</summary>
    private TimeSpan UntilTold()
    {
        var age = time.GetElapsedTime(readAt);
        return reading is null || age >= Freshness ? TimeSpan.Zero : Freshness - age;
    }

    private async Task TellChanges()
    {
        string[] phases = [.. untold];
        untold.Clear();
        await Tell(phases.Length > MostTold ? [new LabChange { Sweep = Id }] : [.. phases.Select(Change)]);
    }

    /// <summary>
    /// With the experiment whose phase it is; without where several share it, or nobody has seen the sweep yet.
    /// </summary>
    private LabChange Change(string phase)
    {
        var view = reading is { IsCompletedSuccessfully: true } ? reading.Result : null;
        var experiments = view?.Tree.FirstOrDefault(node => node.Phase.Key == phase)?.Experiments;
        return new LabChange
        {
            Sweep = Id,
            Experiment = experiments is [var number] ? SweepIds.Experiment(Id, number) : null,
            Phase = phase,
        };
    }

    /// <summary>Tells everybody that the sweep itself changed, the scheduler too.</summary>
    private async Task TellOfSweep()
    {
        reading = null;
        await Tell(new LabChange { Sweep = Id });
        await GrainFactory.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key).Wake();
    }

    private async Task Tell(params LabChange[] changes)
    {
        changed.SetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var catalog = GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        await Task.WhenAll(changes.Select(catalog.Publish));
    }
}
