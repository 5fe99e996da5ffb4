using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// What could be trained, who could train it, whose turn it is, and who trains for nobody: read in six queries, and
/// sometimes one for rates, however large the sweeps are, or in one while nothing is planned.
/// </summary>
/// <param name="Standing">Phases that a worker could take now, and what follows them.</param>
/// <param name="Present">Workers that were heard of, with what holds them.</param>
/// <param name="Leases">Leases that are alive.</param>
/// <param name="Shares">The running sweeps' shares, with what trains now counted to its end.</param>
/// <param name="Useless">Leases of phases that no unfinished experiment needs, or that their workers are to give
/// back.</param>
/// <param name="Hindered">Of the ready phases, those that no present worker, idle or not, can train.</param>
/// <param name="Held">What workers that were heard of train.</param>
/// <param name="Wanted">How many phases are still to be trained or measured.</param>
internal sealed record ScheduleBoard(
    StandingQueue Standing, IReadOnlyList<PresentWorker> Present, IReadOnlyList<HeldLease> Leases, FairShare Shares,
    IReadOnlyList<HeldLease> Useless, IReadOnlyList<UntrainablePhase> Hindered,
    IReadOnlyList<(HeldLease Lease, ReadyPhase Phase, IdleWorker Worker)> Held, int Wanted)
{
    private static ScheduleBoard Empty =>
        new(new StandingQueue(WantedPhases.Of([], []), []), [], [], new FairShare([]), [], [], [], 0);

    /// <summary>Phases that a worker could take.</summary>
    public IReadOnlyList<ReadyPhase> Ready => Standing.Ready;

    /// <summary>What the store has room for; a disk that can't be asked keeps nobody from training.</summary>
    public StoreRoom Room(IStoreService store)
    {
        try
        {
            return StoreRoom.Of(store.DiskFree, Held.Select(h => h.Phase));
        }
        catch (IOException)
        {
            return StoreRoom.Unknown;
        }
    }

    /// <summary>Where the store has room for none of the ready phases, the one that needs least.</summary>
    public IEnumerable<UntrainablePhase> WithoutRoom(StoreRoom room)
    {
        if (Ready.MinBy(p => p.Need.StoreBytes) is { } phase && !room.Holds(phase))
            yield return new UntrainablePhase(phase.Key, "store-full", room.Reason(phase));
    }

    /// <param name="db">The record.</param>
    /// <param name="now">For leases and workers that were not heard of.</param>
    /// <param name="needs">What earlier boards learned of phases.</param>
    /// <param name="recent">Rates.</param>
    public static async Task<ScheduleBoard> Load(
        LabDbContext db, DateTimeOffset now, DeviceNeeds needs, RecentRates recent)
    {
        var rows = await Phases(db);
        if (rows.Count == 0)
            return Empty;
        var present = await db.Workers.Where(w => w.Status != WorkerStatus.Gone && w.SeenAt > now - LeaseRules.Duration)
            .Select(w => new PresentWorker(w, db.WorkerHolds.FirstOrDefault(h => h.Worker == w.Name))).ToListAsync();
        var (rates, devices) = (await recent.Load(db), PresentDevices.Of(present.Select(p => p.Worker)));
        var (shares, goals) = await Goals(db);
        var wanted = WantedPhases.Of(rows.Select(r => State(r, devices, rates, now)), goals);
        foreach (var phase in wanted.Training)
            shares.Charge(phase.Claim, phase.Seconds);
        var leases = rows.Select(r => r.Row).Where(p => p.IsLeasedAt(now))
            .Select(p => new HeldLease(p.Key, p.LeaseWorker!, p.LastToken)).ToList();
        var givingBack = present.Where(p => p.Hold is { StopsNow: true }).Select(p => p.Worker.Name).ToHashSet();
        var all = await Distrusting(db, await needs.Fill(db, [.. wanted.All]), rows);
        var standing = new StandingQueue(wanted, all);
        return new ScheduleBoard(
            standing, present, leases, shares,
            [.. leases.Where(l => !wanted.Keys.Contains(l.Phase) || givingBack.Contains(l.Worker))],
            [.. UntrainablePhase.Of(standing.Ready, [.. present.Select(p => p.Idling)])],
            [.. from phase in all
                join lease in leases on phase.Key equals lease.Phase
                join worker in present on lease.Worker equals worker.Worker.Name
                select (lease, phase, worker.Idling)],
            wanted.Keys.Count);
    }

    /// <summary>The same phases; those that failed last know on which workers.</summary>
    private static async Task<IReadOnlyList<ReadyPhase>> Distrusting(
        LabDbContext db, IReadOnlyList<ReadyPhase> ready, List<BoardPhase> rows)
    {
        var failed = rows.Where(r => r.Row.Failures > 0).Select(r => r.Row.Key).ToArray();
        if (failed.Length == 0)
            return ready;
        var workers = (await db.DeviceFailures.AsNoTracking().Where(f => EF.Parameter(failed).Contains(f.Phase))
            .ToListAsync()).ToLookup(f => f.Phase, f => f.Worker);
        return [.. ready.Select(p => p with { FailedOn = [.. workers[p.Key]] })];
    }

    /// <summary>
    /// What unfinished experiments wait for, and their sweeps' shares: those that run, then one for those that have
    /// ended and lost a checkpoint since.
    /// </summary>
    private static async Task<(FairShare Shares, IEnumerable<Goal> Goals)> Goals(LabDbContext db)
    {
        var sweeps = await SweepShares.Running(db);
        var order = sweeps.Select((s, place) => (s.Id, place)).ToDictionary(s => s.Id, s => s.place);
        var waiting = await db.UnfinishedExperiments.Select(e => new { e.GoalPhase, e.SweepId, e.Priority })
            .ToListAsync();
        return (
            new FairShare([.. sweeps.Select(s => s.Share), SweepShare.Ended]),
            waiting.Select(e => new Goal(
                e.GoalPhase, order.GetValueOrDefault(e.SweepId, order.Count), e.Priority)));
    }

    /// <summary>The phases of all unfinished experiments, and those that are leased.</summary>
    private static async Task<List<BoardPhase>> Phases(LabDbContext db)
    {
        var onPaths = db.ExperimentPhases
            .Where(step => db.UnfinishedExperiments.Any(e => e.Id == step.ExperimentId))
            .Select(step => step.Phase);
        return await db.Phases.Where(p => p.LeaseWorker != null || onPaths.Contains(p.Key))
            .Select(p => new BoardPhase(
                p, db.GoodCheckpoints.Any(c => c.Phase == p.Key),
                p.Status == PhaseStatus.Finished && db.GoodCheckpoints.Any(c => c.Phase == p.Key && c.Final)))
            .ToListAsync();
    }

    private static PhaseState State(BoardPhase phase, PresentDevices devices, TrainingRates rates, DateTimeOffset now) =>
        new(phase.Row.Key, phase.Row.Parent, devices.SecondsLeft(phase.Row, rates),
            phase.HasEnd, phase.HasSnapshot, phase.Row.IsLeasedAt(now), phase.Row.TrainedBy)
        {
            Waits = phase.Row.WaitsAt(now),
            Load = phase.Row.Load,
        };

    /// <param name="Row">The phase.</param>
    /// <param name="HasSnapshot">Whether a good checkpoint of it is there.</param>
    /// <param name="HasEnd">Whether it has finished, and its end is there.</param>
    private sealed record BoardPhase(PhaseRow Row, bool HasSnapshot, bool HasEnd);
}

/// <summary>A worker that was heard of.</summary>
/// <param name="Worker">As it was described last.</param>
/// <param name="Hold">Why it takes no phases; null where it does.</param>
internal sealed record PresentWorker(Worker Worker, WorkerHold? Hold)
{
    public IdleWorker Idling =>
        new(Worker.Name, Worker.MemoryBytes, DeviceKind.IsCuda(Worker.Device), Worker.Labels);
}

/// <summary>A lease that is alive.</summary>
internal sealed record HeldLease(string Phase, string Worker, long Token);
