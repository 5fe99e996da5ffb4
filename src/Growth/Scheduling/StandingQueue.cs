namespace PgGanLab.Growth.Scheduling;

/// <summary>
/// The queue between two readings of the record: what is given out leaves it, and what follows a phase that has
/// finished enters it. Whatever else happens is seen at the next reading; until then a phase may be given out that
/// nobody wants any more, which its lease refuses.
/// </summary>
public sealed class StandingQueue
{
    private readonly WantedPhases wanted;
    private readonly Dictionary<string, ReadyPhase> phases;
    private readonly HashSet<string> begun = new(StringComparer.Ordinal);
    private StoreRoom room = StoreRoom.Unknown;

    /// <param name="wanted">What the record said.</param>
    /// <param name="phases">All that is wanted, with what it asks of devices.</param>
    public StandingQueue(WantedPhases wanted, IEnumerable<ReadyPhase> phases)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        this.wanted = wanted;
        this.phases = phases.ToDictionary(p => p.Key, StringComparer.Ordinal);
        begun.UnionWith(wanted.Training.Select(p => p.Key));
        Ready = [.. wanted.Ready.Select(p => this.phases[p.Key])];
        Queue = new PhaseQueue(Ready);
    }

    /// <summary>What could be trained when the record was read.</summary>
    public IReadOnlyList<ReadyPhase> Ready { get; }

    /// <summary>Those of them that were not given out since.</summary>
    public IEnumerable<ReadyPhase> Waiting => Ready.Where(p => !begun.Contains(p.Key));

    /// <summary>What could be trained now.</summary>
    public PhaseQueue Queue { get; }

    /// <summary>From now on only what the store has room for is given out.</summary>
    public void Limit(StoreRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        this.room = room;
        foreach (var phase in Ready.Where(p => !room.Holds(p)))
            Queue.Remove(phase);
    }

    /// <summary>Phases are given out, as many as the store has room for.</summary>
    /// <param name="pool">Who could train; who is given something leaves it.</param>
    /// <param name="shares">Whose turn it is.</param>
    public IReadOnlyList<Assignment> Assign(WorkerPool pool, FairShare shares)
    {
        var made = SchedulingRules.Assign(Queue, pool, shares);
        begun.UnionWith(made.Select(a => a.Phase));
        var fitting = room.Fitting(made, made.Select(a => phases[a.Phase]));
        foreach (var (phase, _) in made.Skip(fitting.Length))
            Return(phase, shares);
        room = new StoreRoom(room.Bytes - fitting.Sum(a => phases[a.Phase].Need.StoreBytes));
        return fitting;
    }

    /// <summary>A phase is known to be given out, or not to be had now.</summary>
    public void Take(string phase)
    {
        if (phases.TryGetValue(phase, out var known) && begun.Add(phase))
            Queue.Remove(known);
    }

    /// <summary>A phase that was given out was not begun: it is queued again.</summary>
    /// <param name="phase">Its key.</param>
    /// <param name="shares">What its sweeps were charged is taken back.</param>
    public void Return(string phase, FairShare shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (!phases.TryGetValue(phase, out var known) || !begun.Remove(phase))
            return;
        shares.Charge(known.Claim, -known.Seconds);
        Enqueue(known);
    }

    /// <summary>A phase has finished: those that follow it can be trained.</summary>
    /// <param name="phase">Its key.</param>
    /// <param name="worker">Who trained it, where that is known.</param>
    public void Finish(string phase, string? worker)
    {
        Take(phase);
        foreach (var key in wanted.After(phase).Where(key => !begun.Contains(key)))
        {
            phases[key] = phases[key] with { ParentWorker = worker };
            Enqueue(phases[key]);
        }
    }

    private void Enqueue(ReadyPhase phase)
    {
        if (room.Holds(phase))
            Queue.Add(phase);
    }
}
