using System.Collections.Immutable;

namespace PgGanLab.Growth.Scheduling;

/// <summary>Which phases the unfinished experiments still need, and which of those could be trained now.</summary>
public sealed class WantedPhases
{
    private WantedPhases(ImmutableHashSet<string> keys, ImmutableArray<ReadyPhase> ready) => (Keys, Ready) = (keys, ready);

    /// <summary>Every phase that must still be trained or measured. A lease of any other phase is of no use to anybody.</summary>
    public ImmutableHashSet<string> Keys { get; }

    /// <summary>Of those, what a worker could take now.</summary>
    public ImmutableArray<ReadyPhase> Ready { get; }

    /// <summary>
    /// Walks up from each goal until something is found to start from: the goal itself when it is finished (then only its measurement is
    /// missing), else a phase with a snapshot, a finished parent, or the beginning of the run. What lies before it is not needed.
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
        var ready = wanted.Keys.Select(key => states[key]).Where(p => !p.Leased && CanStart(p, states)).Select(p => new ReadyPhase(
            p.Key, wanted[p.Key].Waiting, wanted[p.Key].SweepOrder, ImagesBehind(p.Key), p.Parent is null ? null : states[p.Parent].Worker));
        return new WantedPhases([.. wanted.Keys], [.. ready]);

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
