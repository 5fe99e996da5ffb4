using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;

namespace PgGanLab.Silo.Store;

/// <summary>
/// Removes files of phases that are on no record and never will be: a process that was killed between storing a file
/// and reporting it, or between taking a snapshot off the record and deleting it, left them. Once after each start for
/// the whole store, and for one phase whenever it is leased.
/// </summary>
public sealed class StoreUpkeep(IGrainFactory grains, LabDirectories directories, ILogger<StoreUpkeep> logger)
    : BackgroundService
{
    /// <summary>Files that are asked about in one call.</summary>
    private const int Together = 500;

    /// <summary>Removes the orphans among one phase's files. A failure only leaves them there: it is logged.</summary>
    /// <param name="phase">Its key.</param>
    public Task CleanPhase(string phase) =>
        Clean(directories.Resolve(StoreLayout.Phase(phase)), CancellationToken.None);

    /// <summary>Removes the orphans of the whole store.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await EndRemovals();
        await Clean(directories.Resolve(StoreLayout.Phases), stoppingToken);
    }

    /// <summary>
    /// Ends the removals that a process which was killed had begun: what is on record stays, the rest goes.
    /// </summary>
    private async Task EndRemovals()
    {
        try
        {
            var left = RemovedPhases.Left(directories);
            if (left.Length == 0)
                return;
            var unknown = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).FindUnknownPhases([.. left]);
            RemovedPhases.PutBack(directories, left.Except(unknown), logger);
            foreach (var key in unknown)
                Delete(key);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "Phases whose removal was interrupted stay aside; they only take room.");
        }
    }

    private void Delete(string phase)
    {
        try
        {
            RemovedPhases.Delete(directories, phase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(e, "What is left of phase {Phase} could not be removed; it only takes room.", phase);
        }
    }

    private async Task Clean(string folder, CancellationToken stop)
    {
        try
        {
            foreach (var files in Files(folder).Chunk(Together).TakeWhile(_ => !stop.IsCancellationRequested))
                Remove(await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).FindOrphans([.. files]));
        }
        catch (Exception e)
        {
            logger.LogWarning(
                e, "{Folder} could not be searched for files that nobody needs; they only take room.", folder);
        }
    }

    private IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directories.Store, path))
        : [];

    private void Remove(ImmutableArray<string> orphans)
    {
        foreach (var path in orphans)
        {
            File.Delete(directories.Resolve(path));
            logger.LogInformation("{Path} was on no record, and its lease has ended: removed.", path);
        }
    }
}
