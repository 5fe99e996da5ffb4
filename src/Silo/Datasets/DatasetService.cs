using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
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
public sealed partial class DatasetService(
    IGrainFactory grains, LabDirectories directories, LabOptions options, ILogger<DatasetService> logger)
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
        if (!NamePattern().IsMatch(request.Name))
            throw new InvalidInputException(
                $"'{request.Name}' can't be a dataset's name; "
                + "use 1 to 64 lower-case letters, digits, dots and dashes, with a letter or digit at both ends.");
        var turn = turns.GetOrAdd(request.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var view = await Task.Run(() => factory.Make(request, progress, cancellationToken), cancellationToken);
            await Catalog.RegisterDataset(view);
            logger.LogInformation("Dataset {Name} is ready: {Images} images, {Resolution}x{Resolution}.", view.Name,
                view.Images, view.Resolution, view.Resolution);
            return view;
        }
        finally
        {
            turn.Release();
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

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?$")]
    private static partial Regex NamePattern();
}
