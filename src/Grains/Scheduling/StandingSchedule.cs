using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// Who could train what, kept from one reading of the record to the next: what is heard in between (a phase finished, a
/// worker became idle, an offer was answered) is enough to give out what comes next, without a look at the record.
/// </summary>
internal sealed class StandingSchedule
{
    /// <summary>Workers that take phases, as of the last reading.</summary>
    private Dictionary<string, IdleWorker> workers = [];

    /// <summary>Worker to the phase that it has leased.</summary>
    private Dictionary<string, string> leased = [];

    /// <summary>Worker to whether it was idle when it was heard of last.</summary>
    private readonly Dictionary<string, bool> idle = [];

    /// <summary>Workers that did not take a phase; they get none until they are heard of again.</summary>
    private readonly HashSet<string> refused = [];

    /// <summary>Phases that a worker was offered and has not answered for.</summary>
    private readonly HashSet<string> offered = [];

    /// <summary>Workers that have not answered yet.</summary>
    private readonly HashSet<string> asked = [];

    /// <summary>Workers that were heard of since they were asked: their answers are older than that.</summary>
    private readonly HashSet<string> heardSince = [];

    /// <summary>Phases that finished before their workers' answers came.</summary>
    private readonly HashSet<string> finishedFirst = [];

    /// <summary>What was heard while the record is read, which may not show it.</summary>
    private readonly List<Action> heardMeanwhile = [];

    private StandingQueue? queue;
    private FairShare shares = new([]);
    private bool isReading;

    /// <summary>Whether all of these were heard of before, so that no look at the record is needed.</summary>
    public bool Knows(IEnumerable<Worker> described) =>
        queue is not null && described.All(w => idle.ContainsKey(w.Name));

    /// <summary>Workers were heard of.</summary>
    public void Hear(IEnumerable<Worker> described)
    {
        foreach (var worker in described)
        {
            idle[worker.Name] = worker.Status == WorkerStatus.Idle;
            refused.Remove(worker.Name);
            if (asked.Contains(worker.Name))
                heardSince.Add(worker.Name);
        }
    }

    /// <summary>Workers are gone.</summary>
    public void Forget(IEnumerable<string> names)
    {
        foreach (var name in names)
            idle.Remove(name);
    }

    /// <summary>A phase finished; its worker has no lease any more.</summary>
    public void Finish(string phase)
    {
        if (offered.Contains(phase))
            finishedFirst.Add(phase);
        Note(() => EndLease(phase));
    }

    private void EndLease(string phase)
    {
        var worker = leased.FirstOrDefault(l => l.Value == phase).Key;
        if (worker is not null)
            leased.Remove(worker);
        queue?.Finish(phase, worker);
    }

    /// <summary>The record is read from now on.</summary>
    public void BeginReading()
    {
        heardMeanwhile.Clear();
        isReading = true;
    }

    /// <summary>The record was read.</summary>
    /// <param name="board">What it says.</param>
    /// <param name="room">What the store has room for.</param>
    public void Take(ScheduleBoard board, StoreRoom room)
    {
        isReading = false;
        (queue, shares) = (board.Standing, board.Shares);
        queue.Limit(room);
        workers = board.Present.Where(p => p.Hold is null).ToDictionary(p => p.Worker.Name, p => p.Idling);
        leased = board.Leases.GroupBy(l => l.Worker).ToDictionary(l => l.Key, l => l.First().Phase);
        foreach (var present in board.Present)
            idle.TryAdd(present.Worker.Name, present.Worker.Status == WorkerStatus.Idle);
        foreach (var phase in offered)
            queue.Take(phase);
        foreach (var heard in heardMeanwhile)
            heard();
        heardMeanwhile.Clear();
    }

    /// <summary>Workers that could take a phase.</summary>
    public IReadOnlyList<IdleWorker> Free =>
    [
        .. workers.Values.Where(w => idle.GetValueOrDefault(w.Name) && !asked.Contains(w.Name)
            && !leased.ContainsKey(w.Name)),
    ];

    /// <summary>Those, and workers that will be when they have answered.</summary>
    public IEnumerable<IdleWorker> FreeSoon =>
        workers.Values.Where(w => idle.GetValueOrDefault(w.Name) && !leased.ContainsKey(w.Name));

    /// <summary>Gives phases to workers; each offer is to be answered.</summary>
    /// <param name="free">Who could take one.</param>
    public IReadOnlyList<Assignment> GiveOut(IReadOnlyList<IdleWorker> free)
    {
        if (queue is null || queue.Queue.Count == 0 || free.Count == 0)
            return [];
        var made = queue.Assign(new WorkerPool(free.Where(w => !refused.Contains(w.Name))), shares);
        foreach (var (phase, worker) in made)
        {
            offered.Add(phase);
            asked.Add(worker);
            heardSince.Remove(worker);
        }
        return made;
    }

    /// <summary>The worker does not answer; it may be asked for another phase meanwhile, once it is heard of.</summary>
    public void IsLate(Assignment offer)
    {
        refused.Add(offer.Worker);
        asked.Remove(offer.Worker);
    }

    /// <summary>An offer was answered.</summary>
    /// <param name="offer">Which.</param>
    /// <param name="answer">How.</param>
    /// <param name="wasLate">Whether the worker may have been asked for something else since.</param>
    public void Answer(Assignment offer, OfferAnswer answer, bool wasLate)
    {
        var (phase, worker) = offer;
        offered.Remove(phase);
        if (!wasLate)
            asked.Remove(worker);
        var isOutdated = heardSince.Remove(worker) || wasLate;
        var hasFinished = finishedFirst.Remove(phase);
        var holds = answer == OfferAnswer.Taken && !hasFinished && !wasLate;
        if (answer == OfferAnswer.Busy)
        {
            if (!isOutdated)
                refused.Add(worker);
            if (!hasFinished)
                queue?.Return(phase, shares);
            return;
        }
        if (answer == OfferAnswer.Taken && !isOutdated)
            idle[worker] = false;
        Note(() =>
        {
            queue?.Take(phase);
            if (holds)
                leased[worker] = phase;
        });
    }

    /// <summary>Whether a worker was asked to stop, or offered something, and has not answered.</summary>
    public bool BeginAsking(string worker) => asked.Add(worker);

    public void EndAsking(string worker) => asked.Remove(worker);

    /// <summary>Does it now, and again to what is being read.</summary>
    private void Note(Action happened)
    {
        happened();
        if (isReading)
            heardMeanwhile.Add(happened);
    }
}
