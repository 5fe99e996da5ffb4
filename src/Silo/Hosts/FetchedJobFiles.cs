using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Model.Storage;
using PgGanLab.Silo.Store;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Hosts;

/// <summary>
/// Files of a joined host: fetched from the lab host, kept in this host's cache, and brought to the lab host before they
/// are reported. While the lab host is away, it waits.
/// </summary>
internal sealed class FetchedJobFiles(
    LabHostClient labHost, HostCache cache, LabDirectories directories, StoreUpkeep upkeep, TimeProvider time,
    ILogger<FetchedJobFiles> logger) : IJobFiles, IDisposable
{
    /// <summary>Behind the name of a dataset's folder while it is fetched.</summary>
    private const string Coming = ".coming";

    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    /// <summary>Two workers that need one file fetch it once.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public async Task<IDisposable?> Prepare(TrainingPlan plan, CancellationToken stop)
    {
        await upkeep.CleanPhase(plan.Phase);
        await UntilAnswered(() => labHost.CleanPhase(plan.Phase, stop), stop);
        var dataset = StoreLayout.Dataset(plan.Dataset, plan.Recipe.Root.Dataset);
        var extractor = plan.Evaluation.Extractor is { } sha256 ? StoreLayout.Extractor(sha256) : null;
        string[] needed = [.. new[] { plan.StartFrom?.Path, dataset, extractor }.OfType<string>()];
        var holding = cache.Hold([.. needed, dataset + Coming, StoreLayout.Lease(plan.Phase, plan.Token)]);
        try
        {
            await UntilAnswered(async () =>
            {
                await turn.WaitAsync(stop);
                try
                {
                    if (plan.StartFrom is { } start)
                        await FetchCheckpoint(start, stop);
                    await FetchDataset(dataset, stop);
                    if (extractor is not null)
                        await Fetch(extractor, plan.Evaluation.Extractor, stop);
                }
                finally
                {
                    turn.Release();
                }
            }, stop);
            foreach (var path in needed)
                cache.Used(path);
            cache.Trim();
            return holding;
        }
        catch
        {
            holding.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task Bring(string path)
    {
        await labHost.Bring(path, directories.Resolve(path), CancellationToken.None);
        cache.Trim();
    }

    /// <inheritdoc/>
    public async Task Discard(ImmutableArray<string> paths)
    {
        SharedJobFiles.Delete(directories, paths, logger);
        foreach (var path in paths)
        {
            try
            {
                await labHost.Discard(path, CancellationToken.None);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidInputException or OperationCanceledException)
            {
                logger.LogWarning(
                    "Snapshot {Path} is no longer needed, but stays on the lab host for now: {Reason}", path, e.Message);
            }
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task FetchCheckpoint(CheckpointFile checkpoint, CancellationToken stop)
    {
        try
        {
            await Fetch(checkpoint.Path, checkpoint.Sha256, stop);
        }
        catch (InvalidDataException e)
        {
            throw new CheckpointDamagedException(e.Message, e);
        }
    }

    /// <summary>A dataset is there once its description is, which comes last and names all other files.</summary>
    private async Task FetchDataset(string folder, CancellationToken stop)
    {
        var description = $"{folder}/{DatasetFolder.DescriptionName}";
        if (File.Exists(directories.Resolve(description)))
            return;
        var coming = directories.Resolve(folder + Coming);
        logger.LogInformation("Dataset {Folder} is fetched from the lab host.", folder);
        if (!await labHost.Fetch(description, null, Path.Combine(coming, DatasetFolder.DescriptionName), stop))
            return;
        foreach (var file in DatasetFolder.Read(coming).Files)
            if (!File.Exists(Path.Combine(coming, file.Name))
                && !await labHost.Fetch($"{folder}/{file.Name}", file.Sha256, Path.Combine(coming, file.Name), stop))
                return;
        Directory.Move(coming, directories.Resolve(folder));
    }

    private async Task Fetch(string path, string? sha256, CancellationToken stop)
    {
        var target = directories.Resolve(path);
        if (!File.Exists(target))
            await labHost.Fetch(path, sha256, target, stop);
    }

    /// <summary>Tries again while the lab host does not answer; says so once.</summary>
    private async Task UntilAnswered(Func<Task> ask, CancellationToken stop)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await ask();
                return;
            }
            catch (Exception e) when (!stop.IsCancellationRequested && MayPass(e))
            {
                if (isFirst)
                    logger.LogWarning("The lab host at {LabHost} does not answer ({Reason}); its files are waited for.",
                        labHost.LabHost, Readable.Clause(e.Message));
                await Task.Delay(RetryEvery, time, stop);
            }
        }
    }

    private static bool MayPass(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException
        || (failure is IOException
            && failure is not (FileNotWrittenException or FileNotFoundException or DirectoryNotFoundException));
}
