using System.Collections.Immutable;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Store;

/// <summary>Reads the lab's store directory, for pages and downloads; the silo implements it.</summary>
public interface IStoreService
{
    /// <summary>Full path of a file of the store.</summary>
    /// <param name="path">Relative to the store directory, as views carry it.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or the path leads out of the store.</exception>
    string FullPath(string path);

    /// <summary>Whether a file of the store is there.</summary>
    /// <param name="path">Relative to the store directory.</param>
    bool Has(string path);

    /// <summary>
    /// Whether the store has no phase's files at all, as where its disk is not mounted: a file that is not there tells
    /// nothing then.
    /// </summary>
    bool IsAway { get; }

    /// <summary>
    /// Writes the generator of a checkpoint (Gs alone) into the store, from the checkpoint's verified bytes; the same
    /// checkpoint gives the same file. Takes milliseconds.
    /// </summary>
    /// <returns>Its path, relative to the store directory (<see cref="StoreLayout.Generator"/>).</returns>
    /// <exception cref="FileNotFoundException">The checkpoint's file is gone.</exception>
    /// <exception cref="StoreAwayException">So is the whole store.</exception>
    /// <exception cref="InvalidDataException">The checkpoint's file is damaged; the message names it.</exception>
    Task<string> ExportGenerator(
        CheckpointFile checkpoint, GeneratorFormat format, CancellationToken cancellationToken);

    /// <summary>
    /// Removes phases' files. They are put aside first, then the phases leave the record, then the files are deleted:
    /// a process that is killed between leaves either all of a phase or nothing. Until they are deleted, they can be
    /// read under the paths that they had.
    /// </summary>
    /// <param name="phases">Keys; nobody trains or uses them.</param>
    /// <param name="leaveRecord">Takes the phases off the record; where it throws, the files are put back.</param>
    /// <returns>Bytes that the files took.</returns>
    Task<long> Remove(IReadOnlyCollection<string> phases, Func<Task> leaveRecord);

    /// <summary>
    /// SHA-256 of the extractors of features that the store has, the one that the lab was started with last first.
    /// </summary>
    ImmutableArray<string> Extractors { get; }

    /// <summary>Bytes that the store may take, as the lab was told; null without a limit.</summary>
    long? Budget { get; }

    /// <summary>Bytes that this user may still write to the store's disk.</summary>
    long DiskFree { get; }

    /// <summary>Every file of the store but those that are being removed.</summary>
    Task<ImmutableArray<StoreEntry>> GetFiles();

    /// <summary>
    /// Deletes files that are on no record any more. One that can't be deleted now only takes room until the lab is
    /// started again.
    /// </summary>
    /// <param name="paths">Relative to the store directory.</param>
    Task Delete(IReadOnlyCollection<string> paths);
}

/// <summary>A file as it lies in the store.</summary>
/// <param name="Path">Relative to the store directory.</param>
/// <param name="Bytes">Size.</param>
/// <param name="At">When it was written last.</param>
public readonly record struct StoreEntry(string Path, long Bytes, DateTimeOffset At);
