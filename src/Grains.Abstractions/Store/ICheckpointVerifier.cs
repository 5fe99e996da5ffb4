using System.Collections.Immutable;

namespace PgGanLab.Grains.Store;

/// <summary>Reads the store's final checkpoints and has those that are damaged or lost made again.</summary>
public interface ICheckpointVerifier
{
    /// <summary>
    /// Compares every final checkpoint on record with its SHA-256. What is not as it was stored is reported: its phase
    /// is queued again. What was found damaged earlier and is whole now is used again.
    /// </summary>
    /// <param name="bytesPerSecond">Reads no faster than this; null: as fast as it can.</param>
    /// <param name="cancellationToken">Gives up; what was found stays reported.</param>
    /// <exception cref="StoreAwayException">The whole store is gone; that is no damage.</exception>
    Task<StoreCheck> Verify(double? bytesPerSecond, CancellationToken cancellationToken);
}

/// <summary>What a look at the store's final checkpoints gave.</summary>
/// <param name="Files">How many were read.</param>
/// <param name="Bytes">What they take.</param>
/// <param name="Damaged">Those that are not as they were stored.</param>
/// <param name="Awaited">
/// Phases of these that an experiment needs now, such as one that finished with the checkpoint: they are trained again
/// as soon as a worker is free, the others when a sweep needs them.
/// </param>
/// <param name="Unread">Those that this process may not read; nothing is known of them.</param>
/// <param name="Mended">How many were found damaged earlier and are whole now; they are used again.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.store-check")]
public sealed record StoreCheck(
    [property: Id(0)] int Files, [property: Id(1)] long Bytes,
    [property: Id(2)] ImmutableArray<DamagedCheckpoint> Damaged, [property: Id(3)] int Awaited,
    [property: Id(4)] ImmutableArray<DamagedCheckpoint> Unread, [property: Id(5)] int Mended);

/// <summary>A final checkpoint that can't be used.</summary>
/// <param name="Phase">Key of its phase.</param>
/// <param name="Path">Relative to the store directory.</param>
/// <param name="Reason">Such as "it is not in the store any more".</param>
[GenerateSerializer, Immutable, Alias("pgganlab.damaged-checkpoint")]
public sealed record DamagedCheckpoint(
    [property: Id(0)] string Phase, [property: Id(1)] string Path, [property: Id(2)] string Reason);
