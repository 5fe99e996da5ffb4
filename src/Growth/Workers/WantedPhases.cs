using System.Collections.Immutable;

namespace PgGanLab.Growth.Workers;

/// <summary>Which phases the unfinished experiments still need, and which of those could be trained now.</summary>
public sealed class WantedPhases
{
    private WantedPhases(ImmutableHashSet<string> keys, ImmutableArray<ReadyPhase> ready)
    {
        Keys = keys;
        Ready = ready;
    }

    /// <summary>
    /// Every phase that must still be trained or measured. A lease of any other phase is of no use to anybody.
    /// </summary>
    public ImmutableHashSet<string> Keys { get; }

    /// <summary>Of those, what a worker could take now.</summary>
    public ImmutableArray<ReadyPhase> Ready { get; }

    /// <summary>
    /// Walks up from each goal until something is found to start from: the goal itself when it is finished (then only
    /// its measurement is missing), else a phase with a snapshot, a finished parent, or the beginning of the run. What
    /// lies before it is not needed.
    /// </summary>
    /// <param name="phases">All phases on the paths of the goals.</param>
    /// <exception cref="KeyNotFoundException">A phase of a path is missing.</exception>
    public static WantedPhases Of(IEnumerable<PhaseState> phases, IEnumerable<Goal> goals)
    {
        var states = phases.ToDictionary(p => p.Key);
        var wanted = new Dictionary<string, (int Waiting, int SweepOrder)>();
        foreach (var goal in goals)
        {
            foreach (var phase in Needed(goal.Phase, states))
            {
                var (waiting, order) = wanted.GetValueOrDefault(phase.Key, (0, int.MaxValue));
                wanted[phase.Key] = (waiting + 1, Math.Min(order, goal.SweepOrder));
            }
        }
        var children = wanted.Keys.ToLookup(key => states[key].Parent);
        var startable = wanted.Keys.Select(key => states[key]).Where(p => !p.Leased && CanStart(p, states));
        return new WantedPhases([.. wanted.Keys], [.. startable.Select(ReadyPhaseOf)]);

        ReadyPhase ReadyPhaseOf(PhaseState phase)
        {
            var (waiting, order) = wanted[phase.Key];
            var parentWorker = phase.Parent is null ? null : states[phase.Parent].Worker;
            return new ReadyPhase(phase.Key, waiting, order, ImagesBehind(phase.Key), parentWorker);
        }

        long ImagesBehind(string key) => states[key].ImagesLeft + children[key].Sum(ImagesBehind);
    }

    private static IEnumerable<PhaseState> Needed(string goal, Dictionary<string, PhaseState> states)
    {
        var phase = states[goal];
        yield return phase;
        while (!CanStart(phase, states))
            yield return phase = states[phase.Parent!];
    }

    private static bool CanStart(PhaseState phase, Dictionary<string, PhaseState> states) =>
        phase.Finished || phase.HasSnapshot || phase.Parent is null || states[phase.Parent].Finished;
}

/// <summary>What the scheduler needs to know of a phase.</summary>
/// <param name="Key">Its phase key.</param>
/// <param name="Parent">Key of the phase before it; null for the first of a run.</param>
/// <param name="ImagesLeft">Real images that it still has to train; 0 when finished.</param>
/// <param name="Finished">Its final checkpoint is there.</param>
/// <param name="HasSnapshot">A snapshot inside it is there: it can go on without its parent.</param>
/// <param name="Leased">A worker holds it now, or it waits a while after a failure.</param>
/// <param name="Worker">The worker that held it last, or null.</param>
public sealed record PhaseState(
    string Key, string? Parent, long ImagesLeft, bool Finished, bool HasSnapshot, bool Leased, string? Worker);

/// <summary>What an unfinished experiment waits for: the last phase of its path, trained and measured.</summary>
/// <param name="Phase">Key of the phase.</param>
/// <param name="SweepOrder">Age rank of the experiment's sweep; 0 is the oldest.</param>
public sealed record Goal(string Phase, int SweepOrder);
