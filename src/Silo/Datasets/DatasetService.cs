using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Datasets;

/// <summary>
/// Makes, shows, checks and removes datasets: of one name one at a time, so that a slow source
/// keeps nobody else waiting.
/// </summary>
internal sealed partial class DatasetService(
    IGrainFactory grains, LabDirectories directories, LabOptions options, DatasetWorkshops workshops,
    IHostApplicationLifetime lifetime, ILogger<DatasetService> logger)
    : IDatasetService, IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);
    private readonly DatasetFactory factory = new(directories, options, logger);

    /// <inheritdoc/>
    public ImmutableArray<DatasetKindView> Kinds { get; } =
        [.. DatasetKinds.All.Select(k => new DatasetKindView(k.Name, k.Summary, k.NeedsPath, k.Takes))];

    private ICatalogGrain Catalog => grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    /// <inheritdoc/>
    public async Task<DatasetFacts> Create(
        DatasetRequest request, IProgress<DatasetProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckName(request.Name);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, lifetime.ApplicationStopping);
        var heard = new LastProgress(progress);
        try
        {
            return await Make(request, heard, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Note("dataset-stopped", request.Name, cancellationToken.IsCancellationRequested
                ? heard.Stopped
                : $"{heard.Stopped} It is made when the lab starts again.");
            throw;
        }
        catch (Exception e)
        {
            await Note("dataset-failed", request.Name, e.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<DatasetDetails> Describe(DatasetFacts dataset, CancellationToken cancellationToken) => Reading(
        dataset, folder =>
        {
            var described = DatasetFolder.Read(folder);
            return new DatasetDetails(dataset, described.Source, described.Bytes,
                [.. described.CountClasses().Select((images, label) =>
                    new DatasetClassView(label, described.Classes.ElementAtOrDefault(label), images))],
                [.. described.Skipped])
            {
                Remarks = [.. described.Remarks],
                Warnings = [.. described.Warnings],
            };
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]> Preview(
        DatasetFacts dataset, int resolution, int columns, int rows, CancellationToken cancellationToken) =>
        Reading(dataset, folder => DatasetPreview.Draw(folder, resolution, columns, rows), cancellationToken);

    /// <inheritdoc/>
    public async Task<DatasetCheck> Verify(DatasetFacts dataset, CancellationToken cancellationToken)
    {
        try
        {
            var problems = await Reading(
                dataset, folder => DatasetFolder.Read(folder).Verify(cancellationToken), cancellationToken);
            return new DatasetCheck(dataset.Name, problems.Count == 0, [.. problems]);
        }
        catch (InvalidDataException e)
        {
            return new DatasetCheck(dataset.Name, false, [e.Message]);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> Remove(string name, CancellationToken cancellationToken)
    {
        var turn = turns.GetOrAdd(name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var removal = await Catalog.RemoveDataset(name);
            if (!removal.NeededBy.IsEmpty)
                throw new DatasetNeededException(name, removal.NeededBy);
            return await Task.Run(() => DeleteFolders(name), CancellationToken.None) || removal.IsRemoved;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in turns.Values)
            turn.Dispose();
    }

    /// <exception cref="InvalidInputException">It can't be a dataset's name.</exception>
    public static void CheckName(string name)
    {
        if (!NamePattern().IsMatch(name))
            throw new InvalidInputException(
                $"'{InputText.Shown(name)}' can't be a dataset's name; "
                + "use 1 to 64 lower-case letters, digits, dots and dashes, with a letter or digit at both ends.");
    }

    /// <summary>Waits for its turn, and says so if it must.</summary>
    private async Task<DatasetFacts> Make(
        DatasetRequest request, LastProgress progress, CancellationToken cancellationToken)
    {
        using var workshop = workshops.Open(request.Name);
        var turn = turns.GetOrAdd(request.Name, _ => new SemaphoreSlim(1));
        if (!await turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            progress.Report(DatasetProgress.Waiting);
            await turn.WaitAsync(cancellationToken);
        }
        try
        {
            var made = await Task.Run(
                () => factory.Make(request, workshop, progress, cancellationToken), cancellationToken);
            await Catalog.RegisterDataset(made);
            logger.LogInformation("Dataset {Name} is ready: {Images} images, {Resolution}x{Resolution}.", made.Name,
                made.Images, made.Resolution, made.Resolution);
            return made;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Note(string kind, string name, string text)
    {
        try
        {
            await Catalog.NoteDataset(kind, name, text);
        }
        catch (Exception e)
        {
            logger.LogError(e, "Dataset {Name} was not made ({Reason}), and the lab's events could not be told.", name,
                text);
        }
    }

    /// <summary>
    /// Deletes the folders of all contents that the dataset ever had, also those that a killed removal left.
    /// </summary>
    private bool DeleteFolders(string name)
    {
        var place = directories.Resolve("datasets");
        var pattern = new Regex($"^{Regex.Escape(name)}-[0-9a-f]{{12}}$");
        string[] folders = Directory.Exists(place)
            ? [.. Directory.EnumerateDirectories(place).Where(path => pattern.IsMatch(Path.GetFileName(path)))]
            : [];
        foreach (var folder in folders)
            Directory.Delete(folder, recursive: true);
        logger.LogInformation("Dataset {Name} is removed: {Folders} folders.", name, folders.Length);
        return folders.Length > 0;
    }

    private async Task<T> Reading<T>(DatasetFacts dataset, Func<string, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => read(directories.Resolve(dataset.Path)), cancellationToken);
        }
        catch (DatasetDamagedException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Passes reports on, and keeps how far the last one was.</summary>
    private sealed class LastProgress(IProgress<DatasetProgress>? listener) : IProgress<DatasetProgress>
    {
        private volatile DatasetProgress last = DatasetProgress.Waiting;

        /// <summary>The sentence for one that was stopped.</summary>
        public string Stopped => last.Total == 0
            ? "It was stopped before its first image was read."
            : $"It was stopped at {Readable.Count(last.Done)} of {Readable.Plural(last.Total, "image")}; "
                + "nothing of it was kept.";

        public void Report(DatasetProgress value)
        {
            last = value;
            listener?.Report(value);
        }
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?$")]
    private static partial Regex NamePattern();
}
