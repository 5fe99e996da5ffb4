using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;
using PgGanLab.Silo.Store;

namespace PgGanLab.Silo.Workers;

/// <summary>How the files that a job reads and writes come from the lab's store and go there.</summary>
public interface IJobFiles
{
    /// <summary>
    /// Sees to it that what a plan begins with lies in this host's store directory, and that nothing else of its phase
    /// does that is on no record. A checkpoint that the lab does not have is left out: the trainer says so.
    /// </summary>
    /// <returns>Keeps the files until it is disposed; null where they stay anyway.</returns>
    /// <exception cref="OperationCanceledException">The job was asked to stop meanwhile.</exception>
    /// <exception cref="Model.Checkpoints.CheckpointDamagedException">The lab's checkpoint is another file.</exception>
    Task<IDisposable?> Prepare(TrainingPlan plan, CancellationToken stop);

    /// <summary>Brings a file that the job stored into the lab's store; before it is reported.</summary>
    /// <param name="path">Relative to the store directory.</param>
    Task Bring(string path);

    /// <summary>Deletes files that are no longer on record. One that can't be deleted only takes room.</summary>
    Task Discard(ImmutableArray<string> paths);
}

/// <summary>Files of a host whose store directory is the lab's own.</summary>
public sealed class SharedJobFiles(LabDirectories directories, StoreUpkeep upkeep, ILogger<SharedJobFiles> logger)
    : IJobFiles
{
    /// <inheritdoc/>
    public async Task<IDisposable?> Prepare(TrainingPlan plan, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await upkeep.CleanPhase(plan.Phase);
        return null;
    }

    /// <inheritdoc/>
    public Task Bring(string path) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Discard(ImmutableArray<string> paths)
    {
        Delete(directories, paths, logger);
        return Task.CompletedTask;
    }

    /// <summary>Deletes files of the store directory.</summary>
    internal static void Delete(LabDirectories directories, ImmutableArray<string> paths, ILogger logger)
    {
        foreach (var path in paths)
        {
            try
            {
                File.Delete(directories.Resolve(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(
                    "Snapshot {Path} is no longer needed, but could not be deleted: {Reason}", path, e.Message);
            }
        }
    }
}
