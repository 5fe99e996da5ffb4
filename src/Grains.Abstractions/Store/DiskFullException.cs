using PgGanLab.Growth;

namespace PgGanLab.Grains.Store;

/// <summary>A disk of the lab has no room. The message is one sentence: which disk, and how much is needed.</summary>
public sealed class DiskFullException : Exception
{
    /// <summary>
    /// Bytes below which a disk counts as full: what the record, the log and a small snapshot take before anyone
    /// can make room.
    /// </summary>
    public const long LeastBytes = 64_000_000;

    private const int NoSpace = 28;                                                 // ENOSPC, on Linux and macOS
    private const int NoQuota = 122;                                                // EDQUOT on Linux

    public DiskFullException() { }

    public DiskFullException(string message) : base(message) { }

    public DiskFullException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>What to say of a full disk.</summary>
    /// <param name="folder">A folder on it that exists.</param>
    /// <param name="needed">Bytes.</param>
    public static string Sentence(string folder, long needed = LeastBytes) =>
        $"The disk of {folder} is full ({Readable.Bytes(Free(folder))} are free); "
        + $"make room for {Readable.Bytes(Math.Max(needed, LeastBytes))} at least.";

    /// <summary>Bytes that this user may still write to the disk of a folder.</summary>
    public static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Whether a full disk, or a quota, is behind a failure.</summary>
    public static bool IsBehind(Exception exception) =>
        exception is DiskFullException or IOException { HResult: NoSpace or NoQuota }
        || (exception.InnerException is { } inner && IsBehind(inner));
}

/// <summary>
/// The lab's database can't be reached now; nothing was changed. The message is one sentence: which database, and why.
/// </summary>
public sealed class DatabaseAwayException : Exception
{
    public DatabaseAwayException() { }

    public DatabaseAwayException(string message) : base(message) { }

    public DatabaseAwayException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>
/// The store directory holds nothing of what is on record, as where its disk is not mounted. The message is one
/// sentence that names it.
/// </summary>
public sealed class StoreAwayException : Exception
{
    public StoreAwayException() { }

    public StoreAwayException(string message) : base(message) { }

    public StoreAwayException(string message, Exception innerException) : base(message, innerException) { }

    /// <param name="folder">The store directory.</param>
    public static StoreAwayException Of(string folder) => new(
        $"The store directory {folder} has nothing of what is on record; is its disk mounted? Nothing was reported.");
}

/// <summary>
/// A grain could not do what it was asked because a library failed under it, such as the database's. The log of the
/// grain's host has the whole story.
/// </summary>
public sealed class GrainFailedException : Exception
{
    public GrainFailedException() { }

    public GrainFailedException(string message) : base(message) { }

    public GrainFailedException(string message, Exception innerException) : base(message, innerException) { }
}
