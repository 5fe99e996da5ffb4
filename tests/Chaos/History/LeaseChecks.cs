using PgGanLab.Grains.Store;

namespace PgGanLab.Chaos.History;

/// <summary>
/// At most one worker holds a phase, and only what it brings is taken. Whose a file is, is seen from its path
/// (<see cref="StoreLayout.Lease"/>).
/// </summary>
internal static class LeaseChecks
{
    public static IEnumerable<Violation> Check(LabHistory history)
    {
        var phases = new Dictionary<string, PhaseFact>();
        foreach (var (at, change, fact) in history.Entries)
        {
            if (fact is PhaseFact phase)
            {
                if (phases.GetValueOrDefault(phase.Key) is { } before && OfGrant(before, phase, at) is { } sentence)
                    yield return new Violation(ViolationKind.TwoLiveLeases, phase.Key, sentence);
                phases[phase.Key] = phase;
            }
            if (Brought(change, fact) is not { } path || StoreLayout.LeaseOf(path) is not var (key, token)
                || phases.GetValueOrDefault(key) is not { } holder)
                continue;
            if (token != holder.LastToken)
                yield return new Violation(ViolationKind.TwoLiveLeases, key,
                    $"{path} of lease {token} was taken after lease {holder.LastToken} was given out");
            else if (holder.LeaseWorker is null)
                yield return new Violation(ViolationKind.TwoLiveLeases, key,
                    $"{path} of lease {token} was taken after that lease had ended");
        }
    }

    private static string? OfGrant(PhaseFact before, PhaseFact phase, long at)
    {
        if (phase.LastToken < before.LastToken)
            return $"its token fell from {before.LastToken} to {phase.LastToken}";
        var isGrant = phase.LeaseWorker is not null
            && (phase.LeaseWorker, phase.LastToken) != (before.LeaseWorker, before.LastToken);
        if (!isGrant)
            return null;
        if (phase.LastToken == before.LastToken)
            return $"token {phase.LastToken} was given to {phase.LeaseWorker} after it had been given out";
        return before.LeaseWorker is not null && before.LeaseExpiresAt > at
            ? $"{phase.LeaseWorker} got lease {phase.LastToken} while lease {before.LastToken} of {before.LeaseWorker} "
                + $"was good for another {before.LeaseExpiresAt - at} ms"
            : null;
    }

    /// <summary>The path of a file that a worker put on record; a checkpoint may be put there again later.</summary>
    private static string? Brought(Change change, HistoryFact fact) => (change, fact) switch
    {
        (Change.Added, CheckpointFact checkpoint) => checkpoint.Path,
        (Change.Added or Change.Changed, SampleFact sample) => sample.Path,
        _ => null,
    };
}
