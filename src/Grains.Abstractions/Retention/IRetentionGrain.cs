namespace PgGanLab.Grains.Retention;

/// <summary>
/// Keeps the store as small as it may be: what is freed leaves the record first, then the disk, so that a process which
/// is killed between leaves either all of a file or none. Results stay on record. One for the lab, key
/// <see cref="Key"/>.
/// </summary>
[Alias("pgganlab.retention")]
public interface IRetentionGrain : IGrainWithStringKey
{
    const string Key = "lab";

    /// <summary>What the store has, and what <see cref="Free"/> would free now.</summary>
    /// <param name="budget">Bytes that the store may take; null for the lab's own limit.</param>
    Task<StoreUsage> GetUsage(long? budget);

    /// <summary>
    /// Frees what nobody misses; where the store is larger than it may be, also what is least valuable, but never what
    /// an open or starred experiment needs, nor a sweep's best generator.
    /// </summary>
    /// <param name="budget">Bytes that the store may take; null for the lab's own limit.</param>
    /// <returns>What it had before, and what was freed.</returns>
    Task<StoreUsage> Free(long? budget);

    /// <summary>Frees what only archived sweeps have.</summary>
    Task<FreedFiles> FreeArchived();
}
