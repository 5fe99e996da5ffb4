using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// Brings ready phases and idle workers together. Everything it decides follows from the database, which one timer
/// reads in rounds, so that wakes that come together make one. Between rounds what follows a finished phase is given out
/// from the last one (<see cref="StandingSchedule"/>): reading a large lab takes longer than a worker should
/// wait. Being the one grain that always lives, it also keeps the log book short.
/// </summary>
[LabHostOnly, Reentrant]
internal sealed class SchedulerGrain(
    LabDatabase database, IStoreService store, IClusterMembershipService membership, TimeProvider time,
    ILogger<SchedulerGrain> logger)
    : Grain, ISchedulerGrain
{
    /// <summary>How often it looks without being woken, for leases that expired.</summary>
    private static readonly TimeSpan Patrol = TimeSpan.FromSeconds(5);

    /// <summary>How long a worker may take to lease what it is offered before it counts as late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How often old lines leave the log book.</summary>
    private static readonly TimeSpan Upkeep = TimeSpan.FromHours(1);

    /// <summary>
    /// After a reading that took a while, the next one that nothing but ends of phases and idle workers ask for waits so
    /// many times as long.
    /// </summary>
    private const int RestPerReading = 10;

    private readonly StandingSchedule standing = new();
    private readonly MakingWay makingWay = new();
    private readonly SchedulerNotes notes = new(database, time, logger);
    private readonly DeviceNeeds needs = new();
    private readonly RecentRates rates = new(time);

    /// <summary>The process of each silo that was heard of.</summary>
    private readonly Dictionary<string, string> incarnations = [];

    private readonly DeadHosts deadHosts = new(membership);

    private SweepUpkeep sweeps = null!;
    private IGrainTimer? timer;
    private long readAt;

    /// <summary>How long the shorter of the last two readings took: the first one of a process is slow.</summary>
    private TimeSpan readingTook;

    private TimeSpan lastReadingTook;
    private bool isInRound;
    private bool wakesSoon;
    private bool wakesAtOnce;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sweeps = new SweepUpkeep(database, store, time, notes, logger);
        timer = this.RegisterGrainTimer(Round, new GrainTimerCreationOptions(TimeSpan.Zero, Patrol));
        this.RegisterGrainTimer(
            () => sweeps.EndSpent(GrainFactory),
            new GrainTimerCreationOptions(SweepUpkeep.BudgetsEvery, SweepUpkeep.BudgetsEvery));
        this.RegisterGrainTimer(
            () => database.Write(EventLog.Prune), new GrainTimerCreationOptions(TimeSpan.Zero, Upkeep));
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        wakesAtOnce = true;
        if (!isInRound)
            timer!.Change(TimeSpan.Zero, Patrol);
        return Task.CompletedTask;
    }

    public Task PhaseFinished(string phase, bool changesPlans)
    {
        standing.Finish(phase);
        GiveOut();
        if (changesPlans)
            return Wake();
        WakeSoon();
        return Task.CompletedTask;
    }

    public async Task Heartbeat(string silo, string incarnation, ImmutableArray<Worker> workers)
    {
        var isKnown = incarnations.GetValueOrDefault(silo) == incarnation && standing.Knows(workers);
        if (isKnown)
            Hear(workers);
        var changed = await database.Write(db => WorkerRegistry.Seen(db, silo, incarnation, workers, time.GetUtcNow()));
        incarnations[silo] = incarnation;
        await Publish(changed);
        if (!isKnown)
            Hear(workers);
        if (!workers.Any(w => w.TakesPhase))
            return;
        if (isKnown)
            WakeSoon();
        else
            await Wake();
    }

    public async Task Leave(string silo, string incarnation)
    {
        await Forget(await database.Write(
            db => WorkerRegistry.Left(db, silo, incarnation, "its silo was stopped", time.GetUtcNow())));
        await Wake();
    }

    private async Task Forget(IReadOnlyCollection<string> workers)
    {
        standing.Forget(workers);
        await Publish(workers);
    }

    private void Hear(ImmutableArray<Worker> workers)
    {
        standing.Hear(workers);
        GiveOut();
    }

    private void GiveOut()
    {
        foreach (var assignment in standing.GiveOut(standing.Free))
            _ = Offer(assignment);
    }

    /// <summary>A round, but not so soon that rounds are all that the lab does.</summary>
    private void WakeSoon()
    {
        if (wakesSoon || wakesAtOnce)
            return;
        wakesSoon = true;
        if (isInRound)
            return;
        var rest = RestPerReading * readingTook - time.GetElapsedTime(readAt);
        timer!.Change(rest <= TimeSpan.Zero ? TimeSpan.Zero : rest < Patrol ? rest : Patrol, Patrol);
    }

    private async Task Round()
    {
        (isInRound, wakesSoon, wakesAtOnce) = (true, false, false);
        try
        {
            await Forget(await deadHosts.Free(database, time.GetUtcNow()));
            await sweeps.EndSpent(GrainFactory);
            await sweeps.Grow(GrainFactory);
            await ReadAndGiveOut();
        }
        finally
        {
            isInRound = false;
        }
        if (wakesAtOnce)
            await Wake();
        else if (wakesSoon)
        {
            wakesSoon = false;
            WakeSoon();
        }
    }

    /// <summary>The record is read on another thread: meanwhile what the last reading showed is given out.</summary>
    private async Task ReadAndGiveOut()
    {
        var begun = time.GetTimestamp();
        standing.BeginReading();
        var board = await Task.Run(() =>
            database.Read(db => ScheduleBoard.Load(db, time.GetUtcNow(), needs, rates)));
        NoteReading(begun);
        var room = board.Room(store);
        standing.Take(board, room);
        Stop(board.Useless);
        var free = standing.Free;
        var assignments = standing.GiveOut(free);
        foreach (var assignment in assignments)
            _ = Offer(assignment);
        await notes.Hindered([.. board.Hindered, .. board.WithoutRoom(room)]);
        await MakeWay(board, assignments, room);
        await notes.WhyIdle(GrainFactory, IdleReasons.Of(
            board.Wanted, board.Ready, free.Where(w => w.Room is null), assignments, room));
    }

    private void NoteReading(long begun)
    {
        readAt = time.GetTimestamp();
        var took = time.GetElapsedTime(begun, readAt);
        (readingTook, lastReadingTook) = (took < lastReadingTook ? took : lastReadingTook, took);
    }

    /// <summary>Asks for what makes way for something with a higher priority.</summary>
    private async Task MakeWay(ScheduleBoard board, IReadOnlyCollection<Assignment> assignments, StoreRoom room)
    {
        var leases = makingWay.Next(board, assignments, standing.FreeSoon, room);
        foreach (var (lease, _) in leases.Where(l => l.IsNew))
            await notes.Add("phase-made-way", lease.Phase,
                $"Worker {lease.Worker} gives it back with a snapshot: a phase with a higher priority waits.");
        Stop(leases.Select(l => l.Lease));
    }

    /// <summary>
    /// The worker leases the phase itself; one that can't now is not asked again until it is heard of. No round waits
    /// for the answer: a host that hangs, the worker's or the phase's, keeps nobody else from working. A worker that is
    /// heard of while its answer is late waits for a phase on such a host, and is offered another one.
    /// </summary>
    private async Task Offer(Assignment assignment)
    {
        var (phase, worker) = assignment;
        var (answer, isLate) = (OfferAnswer.Busy, false);
        try
        {
            var asked = GrainFactory.GetGrain<IWorkerGrain>(worker).Offer(phase);
            if (await Task.WhenAny(asked, Task.Delay(Patience)) != asked)
            {
                logger.LogWarning("Worker {Worker} does not answer for phase {Phase}.", worker, phase);
                standing.IsLate(assignment);
                isLate = true;
            }
            answer = await asked;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "Worker {Worker} could not be offered phase {Phase}.", worker, phase);
        }
        finally
        {
            standing.Answer(assignment, answer, isLate);
            GiveOut();
        }
    }

    /// <summary>
    /// Asks workers to give phases back; again in the next round that finds a lease. No round waits for the answers.
    /// </summary>
    private void Stop(IEnumerable<HeldLease> leases)
    {
        foreach (var ofWorker in leases.GroupBy(l => l.Worker).Where(g => standing.BeginAsking(g.Key)))
            _ = Stop(ofWorker.Key, [.. ofWorker]);
    }

    private async Task Stop(string worker, ImmutableArray<HeldLease> leases)
    {
        try
        {
            foreach (var lease in leases)
                await GrainFactory.GetGrain<IWorkerGrain>(worker).Stop(lease.Phase, lease.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "Worker {Worker} could not be asked to stop phase {Phase}.", worker, leases[0].Phase);
        }
        finally
        {
            standing.EndAsking(worker);
        }
    }

    private async Task Publish(IEnumerable<string> workers)
    {
        var catalog = GrainFactory.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        await Task.WhenAll(workers.Select(worker => catalog.Publish(new LabChange { Worker = worker })));
    }
}
