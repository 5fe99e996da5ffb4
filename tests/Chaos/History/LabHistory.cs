using System.Collections.Immutable;

namespace PgGanLab.Chaos.History;

/// <summary>
/// All that a lab did to its record, in the order in which it became durable, and what its store has after it.
/// </summary>
/// <param name="Entries">Every change.</param>
/// <param name="Acknowledged">Ids of the sweeps that the lab said it had accepted.</param>
/// <param name="Files">Path of every file of the store to its SHA-256, at the end.</param>
internal sealed record LabHistory(
    ImmutableArray<HistoryEntry> Entries, ImmutableArray<string> Acknowledged,
    ImmutableDictionary<string, string> Files)
{
    /// <summary>Files that a fault damaged: their bytes say nothing of the lab.</summary>
    public ImmutableHashSet<string> DamagedOnPurpose { get; init; } = [];

    /// <summary>The facts of one kind with their changes.</summary>
    public IEnumerable<(Change Change, T Fact)> Of<T>() where T : HistoryFact =>
        Entries.Where(e => e.Fact is T).Select(e => (e.Change, (T)e.Fact));

    /// <summary>What is on record at the end.</summary>
    /// <param name="key">What identifies a fact.</param>
    public ImmutableDictionary<TKey, T> AtTheEnd<TKey, T>(Func<T, TKey> key) where T : HistoryFact where TKey : notnull
    {
        var last = ImmutableDictionary.CreateBuilder<TKey, T>();
        foreach (var (change, fact) in Of<T>())
        {
            if (change == Change.Removed)
                last.Remove(key(fact));
            else
                last[key(fact)] = fact;
        }
        return last.ToImmutable();
    }
}

/// <summary>One change of one row.</summary>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Fact">The row after the change; before it, where it was removed.</param>
internal sealed record HistoryEntry(long At, Change Change, HistoryFact Fact);

/// <summary>What becomes of a row.</summary>
internal enum Change
{
    Added,
    Changed,
    Removed,
}

/// <summary>A row of the lab database.</summary>
internal abstract record HistoryFact;

/// <summary>A growth phase with its lease.</summary>
internal sealed record PhaseFact(
    string Key, string? Parent, long Start, long End, string Status, long Nimg, long Stored, long LastToken,
    string? LeaseWorker, long? LeaseExpiresAt) : HistoryFact
{
    public bool IsFinished => Status == "Finished";
}

/// <summary>A line of the log book.</summary>
internal sealed record EventFact(string Kind, string Subject, string Text) : HistoryFact;

/// <summary>A checkpoint on record.</summary>
/// <param name="Final">1 for the phase's end, else 0.</param>
internal sealed record CheckpointFact(string Phase, long Nimg, long Final, string Path, string Sha256) : HistoryFact
{
    public bool IsFinal => Final != 0;
}

/// <summary>A checkpoint that was found damaged.</summary>
internal sealed record DamageFact(string Path) : HistoryFact;

/// <summary>A sample grid.</summary>
internal sealed record SampleFact(string Phase, long Nimg, string Path) : HistoryFact;

/// <summary>A progress report.</summary>
internal sealed record TickFact(string Phase, long Nimg) : HistoryFact;

/// <summary>A measurement.</summary>
/// <param name="Swd">It all, as JSON.</param>
internal sealed record SwdFact(string Phase, long Nimg, long Images, string Swd) : HistoryFact;

/// <summary>A sweep.</summary>
internal sealed record SweepFact(string Id, string Name, string Status) : HistoryFact;

/// <summary>What of a phase counts as trained for a sweep.</summary>
internal sealed record ShareFact(string SweepId, string Phase, long? TrainsFrom, long? TrainsTo) : HistoryFact;

/// <summary>A decision that the lab made from results, or a result as it knew it then.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Key">Its place, such as <c>promotions 0 2</c>.</param>
/// <param name="Content">What was decided, or known.</param>
/// <param name="Number">Which of the sweep's decisions took it into account: that depends on what came first.</param>
internal sealed record DecisionFact(string SweepId, string Key, string Content, long? Number = null) : HistoryFact;
