using System.Collections.Immutable;
using PgGanLab.Growth.Rates;

namespace PgGanLab.Growth.Scheduling;

/// <summary>Which phases the unfinished experiments still need, and which of those could be trained now.</summary>
public sealed class WantedPhases
{
    private readonly Dictionary<string, PhaseState> states;
    private readonly Dictionary<string, Wanted> wanted = [];
    private readonly Dictionary<string, double> paths = [];
    private readonly ILookup<string?, string> children;
    private readonly Dictionary<Claim, Claim> claims = [];

    private WantedPhases(IEnumerable<PhaseState> phases, IEnumerable<Goal> goals)
    {
        states = phases.ToDictionary(p => p.Key);
        foreach (var goal in goals.OrderBy(g => g.Sweep))
            foreach (var phase in Needed(goal.Phase))
                Add(phase.Key, goal);
        children = wanted.Keys.ToLookup(key => states[key].Parent);
        var startable = wanted.Keys.Select(key => states[key]).Where(p => CanStart(p) && (p.Leased || !p.Waits))
            .ToLookup(p => p.Leased, ReadyPhaseOf);
        Keys = [.. wanted.Keys];
        (Ready, Training) = ([.. startable[false]], [.. startable[true]]);
    }

    /// <summary>
    /// Every phase that must still be trained or measured. A lease of any other phase is of no use to anybody.
    /// </summary>
    public ImmutableHashSet<string> Keys { get; }

    /// <summary>Of those, what a worker could take now.</summary>
    public ImmutableArray<ReadyPhase> Ready { get; }

    /// <summary>Of those, what workers have taken.</summary>
    public ImmutableArray<ReadyPhase> Training { get; }

    /// <summary>
    /// Walks up from each goal until something is found to start from: the goal itself when it is finished (then only
    /// its measurement is missing), else a phase with a snapshot, a finished parent, or the beginning of the run. What
    /// lies before it is not needed.
    /// </summary>
    /// <param name="phases">All phases on the paths of the goals.</param>
    /// <param name="goals">What unfinished experiments wait for.</param>
    /// <exception cref="KeyNotFoundException">A phase of a path is missing.</exception>
    public static WantedPhases Of(IEnumerable<PhaseState> phases, IEnumerable<Goal> goals) => new(phases, goals);

    private void Add(string key, Goal goal)
    {
        if (!wanted.TryGetValue(key, out var phase))
            wanted.Add(key, phase = new Wanted());
        phase.Experiments++;
        phase.Priority = Math.Max(phase.Priority, goal.Priority);
        if (phase.Sweeps is [] || phase.Sweeps[^1] != goal.Sweep)
            phase.Sweeps.Add(goal.Sweep);
    }

    private IEnumerable<PhaseState> Needed(string goal)
    {
        var phase = states[goal];
        yield return phase;
        while (!CanStart(phase))
            yield return phase = states[phase.Parent!];
    }

    private bool CanStart(PhaseState phase) =>
        phase.Finished || phase.HasSnapshot || phase.Parent is null || states[phase.Parent].Finished;

    /// <summary>All of them as they will be queued when what lies before them is finished.</summary>
    public IEnumerable<ReadyPhase> All => wanted.Keys.Select(key => ReadyPhaseOf(states[key]));

    /// <summary>Those of them that follow a phase.</summary>
    public IEnumerable<string> After(string phase) => children[phase];

    private ReadyPhase ReadyPhaseOf(PhaseState phase)
    {
        var claim = Claim.Of(wanted[phase.Key].Sweeps);
        if (!claims.TryAdd(claim, claim))
            claim = claims[claim];
        var parentWorker = phase.Parent is null ? null : states[phase.Parent].Worker;
        return new ReadyPhase(phase.Key, claim, phase.SecondsLeft, PathSeconds(phase.Key),
            wanted[phase.Key].Experiments, parentWorker)
        {
            ExperimentPriority = wanted[phase.Key].Priority,
            Load = phase.Load,
        };
    }

    private double PathSeconds(string key)
    {
        if (!paths.TryGetValue(key, out var seconds))
            paths.Add(key, seconds = states[key].SecondsLeft
                + children[key].Select(PathSeconds).DefaultIfEmpty(0).Max());
        return seconds;
    }

    /// <summary>Who wants a phase.</summary>
    private sealed class Wanted
    {
        public int Experiments { get; set; }

        /// <summary>The greatest of theirs.</summary>
        public int Priority { get; set; } = int.MinValue;

        /// <summary>Ascending.</summary>
        public List<int> Sweeps { get; } = [];
    }
}

/// <summary>What the scheduler needs to know of a phase.</summary>
/// <param name="Key">Its phase key.</param>
/// <param name="Parent">Key of the phase before it; null for the first of a run.</param>
/// <param name="SecondsLeft">Device time that it still takes, as estimated; 0 when finished.</param>
/// <param name="Finished">Its final checkpoint is there.</param>
/// <param name="HasSnapshot">A snapshot inside it is there: it can go on without its parent.</param>
/// <param name="Leased">A worker holds it now.</param>
/// <param name="Worker">The worker that held it last, or null.</param>
public sealed record PhaseState(
    string Key, string? Parent, double SecondsLeft, bool Finished, bool HasSnapshot, bool Leased, string? Worker)
{
    /// <summary>It is not tried again yet after a failure.</summary>
    public bool Waits { get; init; }

    /// <summary>What decides how fast it trains, where that is known.</summary>
    public TrainingLoad? Load { get; init; }
}

/// <summary>
/// What an unfinished experiment waits for: the last phase of its path, or that of the rung that it heads to, trained
/// and measured.
/// </summary>
/// <param name="Phase">Key of the phase.</param>
/// <param name="Sweep">The place of the experiment's sweep among those that run; 0 is the oldest.</param>
/// <param name="Priority">That of the experiment within its sweep.</param>
public sealed record Goal(string Phase, int Sweep, int Priority = 0);
