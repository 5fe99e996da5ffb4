using System.Collections.Immutable;

namespace PgGanLab.Growth.Retention;

/// <summary>What a file of the store is.</summary>
public enum StoredKind
{
    /// <summary>A phase's final checkpoint.</summary>
    PhaseEnd,

    /// <summary>A checkpoint inside a phase.</summary>
    Snapshot,

    /// <summary>A sample grid.</summary>
    Sample,

    /// <summary>A generator that was exported for a download.</summary>
    Generator,

    /// <summary>A part of a dataset.</summary>
    Dataset,

    /// <summary>Anything else: what is being written, damaged, or on no record.</summary>
    Other,
}

/// <summary>A file of the store.</summary>
/// <param name="Path">Relative to the store directory.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Phase">Key of the phase that it is of; null for none.</param>
/// <param name="Nimg">Real images shown before; 0 where that means nothing.</param>
/// <param name="Bytes">Size.</param>
/// <param name="At">When it was written.</param>
public sealed record StoredFile(
    string Path, StoredKind Kind, string? Phase, long Nimg, long Bytes, DateTimeOffset At);

/// <summary>A phase, as far as its files depend on it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Parent">Key of the phase before it; null for the first of a run.</param>
/// <param name="Images">Real images that training it takes.</param>
/// <param name="IsFinished">Whether it was trained to its end, whatever became of its checkpoint.</param>
/// <param name="IsLeased">Whether a worker has it now.</param>
public sealed record HeldPhase(string Key, string? Parent, long Images, bool IsFinished, bool IsLeased);

/// <summary>An experiment, as far as files depend on it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Keys of its phases, the first one first.</param>
/// <param name="IsOpen">Whether it is to be trained, measured or resumed: queued, training or paused.</param>
/// <param name="IsFinished">Whether it has a result.</param>
/// <param name="IsStarred">Whether a person wants to keep all of it.</param>
/// <param name="IsArchived">Whether its sweep is archived.</param>
/// <param name="Rank">In its sweep, 1 for the best; null without one.</param>
public sealed record HeldExperiment(
    string Id, ImmutableArray<string> Path, bool IsOpen, bool IsFinished, bool IsStarred, bool IsArchived, int? Rank);

/// <summary>The store's files with all that decides which of them are kept.</summary>
/// <param name="Files">Everything in the store.</param>
/// <param name="Phases">Every phase on record.</param>
/// <param name="Experiments">Every experiment on record.</param>
public sealed record StoreHoldings(
    ImmutableArray<StoredFile> Files, ImmutableArray<HeldPhase> Phases, ImmutableArray<HeldExperiment> Experiments)
{
    /// <summary>Finished phases of populations whose ends may still be copied.</summary>
    public ImmutableArray<string> MayBeCopied { get; init; } = [];

    /// <summary>Bytes of all files.</summary>
    public long Bytes => Files.Sum(f => f.Bytes);
}
