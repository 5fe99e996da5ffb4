using System.Collections.Immutable;

namespace PgGanLab.Growth.Scheduling;

/// <summary>
/// The room that the store has for phases that are to begin. What workers train keeps room for its own end; what has no
/// room waits, so that nobody trains what can't be stored.
/// </summary>
/// <param name="Bytes">What is left for others.</param>
public sealed record StoreRoom(long Bytes)
{
    /// <summary>Where nothing is known of the disk: it keeps nobody from training.</summary>
    public static StoreRoom Unknown { get; } = new(long.MaxValue);

    /// <param name="free">Bytes that are free on the store's disk.</param>
    /// <param name="held">What workers train now: the end of each is still to come.</param>
    public static StoreRoom Of(long free, IEnumerable<ReadyPhase> held) =>
        new(Math.Max(0, free - held.Sum(p => p.Need.StoreBytes / 2)));

    /// <summary>Whether a phase could begin.</summary>
    public bool Holds(ReadyPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return phase.Need.StoreBytes <= Bytes;
    }

    /// <summary>The first of these assignments, as many as there is room for.</summary>
    /// <param name="assignments">In the order in which they were made.</param>
    /// <param name="ready">Has their phases.</param>
    public ImmutableArray<Assignment> Fitting(
        ImmutableArray<Assignment> assignments, IEnumerable<ReadyPhase> ready)
    {
        var needs = ready.ToDictionary(p => p.Key, p => p.Need.StoreBytes);
        var left = Bytes;
        return [.. assignments.TakeWhile(a => (left -= needs[a.Phase]) >= 0)];
    }

    /// <summary>Why a phase waits, as a sentence.</summary>
    public string Reason(ReadyPhase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        return $"The store has no room for it: a snapshot and its end take {Readable.Bytes(phase.Need.StoreBytes)}, "
            + $"and {Readable.Bytes(Bytes)} are free for it; ./lab store free makes room.";
    }
}
