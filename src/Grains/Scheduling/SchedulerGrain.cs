using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// Brings ready phases and idle workers together. Everything it decides follows from the database; one timer drives it,
/// so wakes that come together make one round. Being the one grain that always lives, it also keeps the log book short.
/// </summary>
[LabHostOnly]
internal sealed class SchedulerGrain(
    LabDatabase database, IStoreService store, TimeProvider time, ILogger<SchedulerGrain> logger)
    : Grain, ISchedulerGrain
{
    /// <summary>How often it looks without being woken, for leases that expired.</summary>
    private static readonly TimeSpan Patrol = TimeSpan.FromSeconds(5);

    /// <summary>How often old lines leave the log book.</summary>
    private static readonly TimeSpan Upkeep = TimeSpan.FromHours(1);

    /// <summary>Workers that did not take a phase; they get none until they are heard of again.</summary>
    private readonly HashSet<string> refused = [];

    /// <summary>Phases of which the log book says why no worker can train them, and how it calls that.</summary>
    private readonly HashSet<(string Phase, string Kind)> hindered = [];

    /// <summary>Sweeps whose search failed when it was to go on.</summary>
    private readonly HashSet<string> stuck = [];

    private readonly DeviceNeeds needs = new();

    /// <summary>Why idle workers were given nothing, as it was told last.</summary>
    private ImmutableSortedDictionary<string, string>? whyIdle;

    private IGrainTimer? timer;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        timer = this.RegisterGrainTimer(Round, new GrainTimerCreationOptions(TimeSpan.Zero, Patrol));
        this.RegisterGrainTimer(
            () => database.Write(EventLog.Prune), new GrainTimerCreationOptions(TimeSpan.Zero, Upkeep));
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        timer!.Change(TimeSpan.Zero, Patrol);
        return Task.CompletedTask;
    }

    public async Task Heartbeat(string silo, string incarnation, ImmutableArray<Worker> workers)
    {
        var changed = await database.Write(db => WorkerRegistry.Seen(db, silo, incarnation, workers, time.GetUtcNow()));
        refused.ExceptWith(workers.Select(w => w.Name));
        await Publish(changed);
        if (workers.Any(w => w.Status == WorkerStatus.Idle))
            await Wake();
    }

    public async Task Leave(string silo, string incarnation)
    {
        await Publish(await database.Write(db => WorkerRegistry.Left(db, silo, incarnation, time.GetUtcNow())));
        await Wake();
    }

    private async Task Round()
    {
        foreach (var sweep in await database.Read(SweepGrowth.Growing))
            await Grow(sweep);
        var board = await database.Read(db => ScheduleBoard.Load(db, time.GetUtcNow(), needs));
        foreach (var lease in board.Useless)
            await Stop(lease);
        await NoteHindered(board.Hindered);
        var assignments = PlacementRules.Assign(board.Ready, board.Idle.Where(w => !refused.Contains(w.Name)));
        foreach (var assignment in assignments)
            await Offer(assignment);
        await TellWhyIdle(IdleReasons.Of(board.Wanted, board.Ready, board.Idle, assignments));
    }

    /// <summary>Tells the catalog, for those who look at workers, where something has changed.</summary>
    private async Task TellWhyIdle(ImmutableSortedDictionary<string, string> reasons)
    {
        if (whyIdle is not null && reasons.SequenceEqual(whyIdle))
            return;
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).NoteIdle(reasons);
        whyIdle = reasons;
    }

    /// <summary>
    /// A sweep whose search fails hinders no other; the log and the log book say so once until it goes on.
    /// </summary>
    private async Task Grow(string sweep)
    {
        try
        {
            if (await SweepGrowth.Grow(database, store, time, sweep) is { } phase)
                await GrainFactory.GetGrain<ISweepGrain>(sweep).PhaseChanged(phase);
            stuck.Remove(sweep);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (!stuck.Add(sweep))
                return;
            logger.LogError(e, "The search of sweep {Sweep} could not propose its next experiments.", sweep);
            if (e is not (DatabaseAwayException or DiskFullException))
                await Note("search-stuck", sweep, $"Its next experiments could not be proposed: {e.Message}");
        }
    }

    /// <summary>Says once of each phase why it waits for another worker.</summary>
    private async Task NoteHindered(IReadOnlyList<UntrainablePhase> hindrances)
    {
        hindered.IntersectWith(hindrances.Select(h => (h.Phase, h.Kind)));
        foreach (var (phase, kind, reason) in hindrances.Where(h => hindered.Add((h.Phase, h.Kind))))
        {
            logger.LogWarning("Phase {Phase}: {Reason}", phase, reason);
            await Note(kind, phase, reason);
        }
    }

    private Task Note(string kind, string subject, string text) => database.Write(db =>
    {
        db.Note(time.GetUtcNow(), kind, subject, text);
        return Task.CompletedTask;
    });

    /// <summary>
    /// The worker leases the phase itself; one that can't now is not asked again until it is heard of.
    /// </summary>
    private async Task Offer(Assignment assignment)
    {
        try
        {
            if (!await GrainFactory.GetGrain<IWorkerGrain>(assignment.Worker).Offer(assignment.Phase))
                refused.Add(assignment.Worker);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            refused.Add(assignment.Worker);
            logger.LogWarning(
                e, "Worker {Worker} could not be offered phase {Phase}.", assignment.Worker, assignment.Phase);
        }
    }

    private async Task Stop(HeldLease lease)
    {
        try
        {
            await GrainFactory.GetGrain<IWorkerGrain>(lease.Worker).Stop(lease.Phase, lease.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "Worker {Worker} could not be asked to stop phase {Phase}, which nobody needs.",
                lease.Worker, lease.Phase);
        }
    }

    private async Task Publish(IEnumerable<string> workers)
    {
        var catalog = GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        foreach (var worker in workers)
            await catalog.Publish(new LabChange { Worker = worker });
    }
}
