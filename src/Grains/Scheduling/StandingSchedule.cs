using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Packing;
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

    /// <summary>Phase to the worker that has leased it.</summary>
    private Dictionary<string, string> leased = [];

    /// <summary>Worker to what it could take when it was heard of last.</summary>
    private readonly Dictionary<string, Opening> openings = [];

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
        queue is not null && described.All(w => openings.ContainsKey(w.Name));

    /// <summary>Workers were heard of.</summary>
    public void Hear(IEnumerable<Worker> described)
    {
        foreach (var worker in described)
        {
            openings[worker.Name] = Opening.Of(worker);
            refused.Remove(worker.Name);
            if (asked.Contains(worker.Name))
                heardSince.Add(worker.Name);
        }
    }

    /// <summary>Workers are gone.</summary>
    public void Forget(IEnumerable<string> names)
    {
        foreach (var name in names)
            openings.Remove(name);
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
        leased.Remove(phase, out var worker);
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
        leased = board.Leases.ToDictionary(l => l.Phase, l => l.Worker);
        foreach (var present in board.Present)
            openings.TryAdd(present.Worker.Name, Opening.Of(present.Worker));
        foreach (var phase in offered)
            queue.Take(phase);
        foreach (var heard in heardMeanwhile)
            heard();
        heardMeanwhile.Clear();
    }

    /// <summary>Workers that could take a phase: those that train nothing, and those with room for one more.</summary>
    public IReadOnlyList<IdleWorker> Free =>
        [.. Open().Where(w => !asked.Contains(w.Name))];

    /// <summary>Workers that train nothing, those too that have not answered yet.</summary>
    public IEnumerable<IdleWorker> FreeSoon => Open().Where(w => w.Room is null);

    /// <summary>A worker that has leased more than it was heard to train is about to begin it, or to end.</summary>
    private IEnumerable<IdleWorker> Open()
    {
        var leases = leased.Values.CountBy(worker => worker).ToDictionary();
        foreach (var worker in workers.Values)
        {
            var opening = openings.GetValueOrDefault(worker.Name);
            if (opening.IsOpen && leases.GetValueOrDefault(worker.Name) <= opening.Trained)
                yield return worker with { Room = opening.Room };
        }
    }

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
            openings[worker] = default;
        Note(() =>
        {
            queue?.Take(phase);
            if (holds)
                leased[phase] = worker;
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

    /// <summary>What a worker could take.</summary>
    /// <param name="IsOpen">Whether it could take something.</param>
    /// <param name="Trained">How many phases it trained.</param>
    /// <param name="Room">What it has room for; null where it trains nothing, or takes nothing.</param>
    private readonly record struct Opening(bool IsOpen, int Trained, LaneRoom? Room)
    {
        public static Opening Of(Worker worker) =>
            new(worker.TakesPhase, worker.Phases.Length, worker.Packing?.Room);
    }
}
