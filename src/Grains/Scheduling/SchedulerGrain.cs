using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Scheduling;
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

    /// <summary>How long a worker may take to lease what it is offered before it counts as late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How often old lines leave the log book.</summary>
    private static readonly TimeSpan Upkeep = TimeSpan.FromHours(1);

    /// <summary>Budgets are looked at no more often than this.</summary>
    private static readonly TimeSpan BudgetsEvery = TimeSpan.FromSeconds(1);

    /// <summary>Workers that did not take a phase; they get none until they are heard of again.</summary>
    private readonly HashSet<string> refused = [];

    /// <summary>Phases of which the log book says why no worker can train them, and how it calls that.</summary>
    private readonly HashSet<(string Phase, string Kind)> hindered = [];

    /// <summary>Sweeps whose search failed when it was to go on.</summary>
    private readonly HashSet<string> stuck = [];

    /// <summary>Phases that a worker was offered and has not answered for.</summary>
    private readonly HashSet<string> offered = [];

    /// <summary>Workers that have not answered yet.</summary>
    private readonly HashSet<string> asked = [];

    private readonly MakingWay makingWay = new();

    /// <summary>
    /// Phases and workers of which an answer came while a round reads the board, which may not show it.
    /// </summary>
    private readonly HashSet<string> answered = [];

    /// <summary>Whether a round passed over one of these: then another one follows their answers.</summary>
    private bool passedOver;

    private readonly DeviceNeeds needs = new();
    private readonly RecentRates rates = new(time);

    /// <summary>Why idle workers were given nothing, as it was told last.</summary>
    private ImmutableSortedDictionary<string, string>? whyIdle;

    /// <summary>When it looked at budgets last.</summary>
    private long? budgetsSeen;

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
        await EndSpent();
        foreach (var sweep in await database.Read(SweepGrowth.Growing))
            await Grow(sweep);
        answered.Clear();
        var board = await database.Read(db => ScheduleBoard.Load(db, time.GetUtcNow(), needs, rates));
        passedOver |= board.Useless.Any(lease => asked.Contains(lease.Worker));
        foreach (var lease in board.Useless.Where(lease => asked.Add(lease.Worker)))
            _ = Stop(lease);
        var room = board.Room(store);
        await NoteHindered([.. board.Hindered, .. board.WithoutRoom(room)]);
        var isStale = answered.Count > 0;
        passedOver |= isStale || board.Ready.Any(p => offered.Contains(p.Key))
            || board.Idle.Any(w => asked.Contains(w.Name));
        var free = board.Idle.Where(w => !asked.Contains(w.Name) && !answered.Contains(w.Name)).ToList();
        var assignments = room.Fitting(SchedulingRules.Assign(
            new PhaseQueue(board.Ready.Where(p => !offered.Contains(p.Key) && !answered.Contains(p.Key)
                && room.Holds(p))),
            new WorkerPool(free.Where(w => !refused.Contains(w.Name))), board.Shares), board.Ready);
        foreach (var assignment in assignments)
            _ = Offer(assignment);
        await MakeWay(board, assignments, room);
        await TellWhyIdle(IdleReasons.Of(board.Wanted, board.Ready, free, assignments, room));
        if (isStale)
            await WakeIfPassedOver();
    }

    /// <summary>Asks for what makes way for something with a higher priority.</summary>
    private async Task MakeWay(ScheduleBoard board, ImmutableArray<Assignment> assignments, StoreRoom room)
    {
        foreach (var (lease, isNew) in makingWay.Next(board, assignments, [.. offered, .. answered], room))
        {
            if (isNew)
                await Note("phase-made-way", lease.Phase,
                    $"Worker {lease.Worker} gives it back with a snapshot: a phase with a higher priority waits.");
            if (asked.Add(lease.Worker))
                _ = Stop(lease);
        }
    }

    /// <summary>Tells the catalog, for those who look at workers, where something has changed.</summary>
    private async Task TellWhyIdle(ImmutableSortedDictionary<string, string> reasons)
    {
        if (whyIdle is not null && reasons.SequenceEqual(whyIdle))
            return;
        await GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).NoteIdle(reasons);
        whyIdle = reasons;
    }

    /// <summary>Ends the sweeps that have used up their budgets; looks at most once a second.</summary>
    private async Task EndSpent()
    {
        if (budgetsSeen is { } seen && time.GetElapsedTime(seen) < BudgetsEvery)
            return;
        budgetsSeen = time.GetTimestamp();
        foreach (var sweep in await SweepBudgets.EndSpent(database, time.GetUtcNow()))
            await GrainFactory.GetGrain<ISweepGrain>(sweep).Changed();
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
    /// The worker leases the phase itself; one that can't now is not asked again until it is heard of. No round waits
    /// for the answer: a host that hangs, the worker's or the phase's, keeps nobody else from working. A worker that is
    /// heard of while its answer is late waits for a phase on such a host, and is offered another one.
    /// </summary>
    private async Task Offer(Assignment assignment)
    {
        var (phase, worker) = assignment;
        var isLate = false;
        offered.Add(phase);
        asked.Add(worker);
        try
        {
            var answer = GrainFactory.GetGrain<IWorkerGrain>(worker).Offer(phase);
            if (await Task.WhenAny(answer, Task.Delay(Patience)) != answer)
            {
                logger.LogWarning("Worker {Worker} does not answer for phase {Phase}.", worker, phase);
                refused.Add(worker);
                asked.Remove(worker);
                isLate = true;                                                  // it may be asked for another one meanwhile
            }
            if (!await answer)
                refused.Add(worker);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            refused.Add(worker);
            logger.LogWarning(e, "Worker {Worker} could not be offered phase {Phase}.", worker, phase);
        }
        finally
        {
            offered.Remove(phase);
            answered.Add(phase);
            if (!isLate)
            {
                asked.Remove(worker);
                answered.Add(worker);
            }
            await WakeIfPassedOver();
        }
    }

    private Task WakeIfPassedOver()
    {
        if (!passedOver)
            return Task.CompletedTask;
        passedOver = false;
        return Wake();
    }

    /// <summary>Asks for it again in the next round that finds the lease; no round waits for the answer.</summary>
    private async Task Stop(HeldLease lease)
    {
        try
        {
            await GrainFactory.GetGrain<IWorkerGrain>(lease.Worker).Stop(lease.Phase, lease.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "Worker {Worker} could not be asked to stop phase {Phase}.",
                lease.Worker, lease.Phase);
        }
        finally
        {
            asked.Remove(lease.Worker);
            await WakeIfPassedOver();
        }
    }

    private async Task Publish(IEnumerable<string> workers)
    {
        var catalog = GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        foreach (var worker in workers)
            await catalog.Publish(new LabChange { Worker = worker });
    }
}
