using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Catalog;

/// <summary>
/// Lists what the lab has, and tells observers of changes: each kind of change at most four times a second.
/// </summary>
[LabHostOnly]
internal sealed class CatalogGrain(
    LabDatabase database, IStoreService store, TimeProvider time, ILogger<CatalogGrain> logger) : Grain, ICatalogGrain
{
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMilliseconds(250);

    private readonly ObserverManager<ILabObserver> observers = new(TimeSpan.FromMinutes(3), logger);
    private readonly HashSet<LabChange> unpublished = [];

    /// <summary>Summaries of sweeps that have ended: they stay as they are until one is started again.</summary>
    private readonly Dictionary<string, SweepSummary> ended = [];

    /// <summary>
    /// Why idle workers were given nothing, as the scheduler said last; it says so again after a restart.
    /// </summary>
    private ImmutableSortedDictionary<string, string> whyIdle = ImmutableSortedDictionary<string, string>.Empty;

    private readonly RecentPaces paces = new(time);

    /// <summary>Of the phases that workers train.</summary>
    private readonly DeviceNeeds needs = new();

    private IGrainTimer? publisher;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        publisher = this.RegisterGrainTimer(
            PublishChanges, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<SweepSummary>> GetSweeps()
    {
        var known = ended.Keys.ToArray();
        var (records, recent) = await database.Read(async db => (
            await SweepRecord.Load(
                db, db.Sweeps.Where(s => !EF.Parameter(known).Contains(s.Id)), time.GetUtcNow()),
            await paces.Load(db)));
        var summaries = records.Select(r => SweepViews.Summary(r, recent)).ToArray();
        foreach (var summary in summaries.Where(s => !CanGoOn(s)))
            ended[summary.Id] = summary;
        return
        [
            .. summaries.Where(CanGoOn).Concat(ended.Values)
                .OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Whether it may change without being started again by a person: other sweeps train its phases too.
    /// </summary>
    private static bool CanGoOn(SweepSummary sweep) => !sweep.HasEnded() || sweep.Status == SweepStatus.Spent;

    public async Task<string> NewSweepId(string name)
    {
        while (true)
        {
            var id = SweepIds.Fresh(name);
            if (!await database.Read(db => db.Sweeps.AnyAsync(s => s.Id == id)))
                return id;
        }
    }

    public Task<string> SweepIdOf(string name, string key) =>
        database.Read(db => SubmissionKeys.SweepId(db, name, key));

    public async Task<SweepPreview> Preview(SweepDefinition definition)
    {
        var dataset = await database.Read(db => LabDatasets.Find(db, definition.Dataset));
        var plan = SweepPlan.Of(definition.ByExtractorOf(store.Extractors), dataset);
        var (train, recent) = await database.Read(async db =>
            (await LostCheckpoints.ToTrain(db, store, plan.Tree), await paces.Load(db)));
        return SweepPreviews.Of(plan, train, recent, SweepFootprint.Of(plan, train), store.DiskFree);
    }

    public Task Forget(string sweep)
    {
        ended.Remove(sweep);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<FinalCheckpoint>> GetEnds(string after, int most) => database.Read(async db =>
    {
        var ends = await db.Checkpoints.Where(c => c.Final && string.Compare(c.Path, after) > 0)
            .OrderBy(c => c.Path).Take(most)
            .Select(c => new { File = c, IsDamaged = db.DamagedFiles.Any(f => f.Path == c.Path) }).ToListAsync();
        return ends.Select(e => new FinalCheckpoint(e.File, e.IsDamaged)).ToImmutableArray();
    });

    public Task<int> CountAwaited(ImmutableArray<string> phases) => database.Read(db =>
    {
        var keys = phases.ToArray();
        return db.Phases.CountAsync(p => EF.Parameter(keys).Contains(p.Key) && p.Status == PhaseStatus.Queued
            && db.ExperimentPhases.Any(step => step.Phase == p.Key
                && db.UnfinishedExperiments.Any(e => e.Id == step.ExperimentId)));
    });

    public Task<ImmutableArray<string>> FindUnknownPhases(ImmutableArray<string> keys) => database.Read(async db =>
    {
        var asked = keys.ToArray();
        var known = await db.Phases.Where(p => EF.Parameter(asked).Contains(p.Key)).Select(p => p.Key).ToListAsync();
        return keys.Except(known).ToImmutableArray();
    });

    public Task<ImmutableArray<Worker>> GetWorkers() => database.Read(async db =>
    {
        var now = time.GetUtcNow();
        var workers = await WorkerHolds.Load(db, db.Workers.Where(w => w.SeenAt > now - TimeSpan.FromDays(1)), now);
        var trained = await needs.Of(db, [.. workers.SelectMany(w => w.Phases)]);
        return workers.Select(w => w with
        {
            MemoryNeeded = w.Phase is null ? null : w.Phases.Sum(key => trained[key].Memory.Whole),
            WhyIdle = w is { Status: WorkerStatus.Idle, Hold: null } ? whyIdle.GetValueOrDefault(w.Name) : null,
        }).ToImmutableArray();
    });

    public async Task NoteIdle(ImmutableSortedDictionary<string, string> reasons)
    {
        var changed = reasons.Except(whyIdle).Concat(whyIdle.Except(reasons)).Select(r => r.Key).Distinct().ToArray();
        whyIdle = reasons;
        foreach (var worker in changed)
            await Publish(new LabChange { Worker = worker });
    }

    public Task<Worker?> DrainWorker(string worker, bool now) =>
        ChangeWorker(worker, db => WorkerHolds.Drain(db, worker, now, time.GetUtcNow()));

    public Task<Worker?> ResumeWorker(string worker) =>
        ChangeWorker(worker, db => WorkerHolds.Resume(db, worker, time.GetUtcNow()));

    public async Task<bool> RemoveWorker(string worker)
    {
        var isRemoved = await database.Write(db => WorkerHolds.Remove(db, worker, time.GetUtcNow()));
        if (isRemoved)
            await Publish(new LabChange { Worker = worker });
        return isRemoved;
    }

    private async Task<Worker?> ChangeWorker(string worker, Func<LabDbContext, Task> change)
    {
        var changed = await database.Write(async db =>
        {
            await change(db);
            await db.SaveChangesAsync();
            return await WorkerHolds.Load(db, db.Workers.Where(w => w.Name == worker), time.GetUtcNow());
        });
        if (changed.IsEmpty)
            return null;
        await Publish(new LabChange { Worker = worker });
        await GrainFactory.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key).Wake();
        return changed[0];
    }

    public Task<LabRates> GetRates() => database.Read(async db => new LabRates(
        (await PresentDevices.Load(db, time.GetUtcNow())).Kinds, await RatesOnRecord.Load(db)));

    public Task<ImmutableArray<PhaseView>> GetPhases(ImmutableArray<string> keys) =>
        database.Read(db => PhaseViews.Load(db, keys, time.GetUtcNow()));

    public Task<ImmutableArray<WorkerTask>> GetTasks() =>
        database.Read(db => WorkerTasks.Load(db, time.GetUtcNow()));

    public Task<ImmutableArray<DatasetFacts>> GetDatasets() => database.Read(async db =>
    {
        var rows = await db.Datasets.ToListAsync();
        return rows.OrderBy(d => d.Name, StringComparer.Ordinal).ToImmutableArray();
    });

    public async Task CheckRecord()
    {
        await database.Read(db => db.Lab.AnyAsync());
        if (database.Full is not null)                                          // until a write goes through
            await database.Write(db => db.Lab.ExecuteUpdateAsync(set => set.SetProperty(r => r.Value, r => r.Value)));
    }

    public async Task RegisterDataset(DatasetFacts dataset)
    {
        await database.Write(db => LabDatasets.Register(db, dataset, time.GetUtcNow()));
        await Publish(new LabChange());
    }

    public Task<DatasetMaking> KeepDatasetRequest(string host, DatasetRequest request) => database.Write(db =>
        DatasetRequests.Keep(db, host, request, time.GetUtcNow()));

    public Task<ImmutableArray<DatasetMaking>> ResumeDatasetRequests(string host) =>
        database.Write(db => DatasetRequests.Resume(db, host, time.GetUtcNow()));

    public Task<ImmutableArray<DatasetMaking>> GetDatasetRequests() => database.Read(DatasetRequests.All);

    public Task EndDatasetRequest(long number) => database.Write(db => DatasetRequests.End(db, number));

    public async Task NoteDataset(string kind, string name, string text)
    {
        await database.Write(db =>
        {
            db.Note(time.GetUtcNow(), kind, name, text);
            return Task.CompletedTask;
        });
        await Publish(new LabChange());
    }

    public Task NoteAction(string text, string subject) => NoteDataset("action", subject, text);

    public async Task<DatasetRemoval> RemoveDataset(string name)
    {
        var removal = await database.Write(db => LabDatasets.Remove(db, name, time.GetUtcNow()));
        if (removal.IsRemoved)
            await Publish(new LabChange());
        return removal;
    }

    public Task<ImmutableArray<string>> FindOrphans(ImmutableArray<string> files) =>
        database.Read(db => OrphanedFiles.Among(db, files));

    public Task<ImmutableArray<LabEvent>> GetEvents(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return database.Read(async db =>
        {
            var rows = await db.Events.OrderByDescending(e => e.Id).Take(most).ToListAsync();
            return rows.Select(e => new LabEvent(e.At, e.Kind, e.Subject, e.Text)).ToImmutableArray();
        });
    }

    public Task Subscribe(ILabObserver observer)
    {
        observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(ILabObserver observer)
    {
        observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task Publish(LabChange change)
    {
        if (unpublished.Count == 0)
            publisher!.Change(PublishEvery, Timeout.InfiniteTimeSpan);
        unpublished.Add(change);
        return Task.CompletedTask;
    }

    private async Task PublishChanges()
    {
        LabChange[] changes = [.. unpublished];
        unpublished.Clear();
        foreach (var change in changes)
            await observers.Notify(observer => observer.Changed(change));
    }
}
