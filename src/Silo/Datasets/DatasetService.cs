using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Data;
using PgGanLab.Model.Storage;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Datasets;

/// <summary>Prepares datasets one at a time: reads the source, builds the folder beside its place, moves it there, registers it.</summary>
public sealed partial class DatasetService(IGrainFactory grains, LabDirectories directories, LabOptions options, ILogger<DatasetService> logger)
    : IDatasetService, IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Kind to what reads its source.</summary>
    private readonly ImmutableSortedDictionary<string, Func<IImageSource>> sources = ImmutableSortedDictionary<string, Func<IImageSource>>.Empty
        .Add("fashion-mnist", () => FashionMnist.Read(options.FashionMnistDirectory));

    /// <inheritdoc/>
    public ImmutableArray<string> Kinds => [.. sources.Keys];

    /// <inheritdoc/>
    public async Task<DatasetView> Prepare(string name, string kind, CancellationToken cancellationToken)
    {
        if (!NamePattern().IsMatch(name))
            throw new InvalidInputException($"'{name}' can't be a dataset's name; use 1 to 64 lower-case letters, digits, dots and dashes, with a letter or digit at both ends.");
        if (!sources.TryGetValue(kind, out var source))
            throw new InvalidInputException($"Unknown dataset kind '{kind}'; it must be one of: {string.Join(", ", Kinds)}.");
        await one.WaitAsync(cancellationToken);
        try
        {
            var facts = await Task.Run(() => Build(name, source, cancellationToken), cancellationToken);
            var view = new DatasetView(
                name, facts.Fingerprint, facts.Resolution, facts.Channels, facts.Images, facts.Labels, StoreLayout.Dataset(name, facts.Fingerprint));
            await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).RegisterDataset(view);
            logger.LogInformation("Dataset {Name} is ready: {Images} images, {Resolution}x{Resolution}.", name, view.Images, view.Resolution, view.Resolution);
            return view;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private DatasetFacts Build(string name, Func<IImageSource> source, CancellationToken stop)
    {
        var workshop = directories.Resolve($"datasets/.preparing-{options.HostName}");
        Remove(workshop);
        try
        {
            var built = Path.Combine(workshop, name);
            var facts = DatasetBuilder.Build(name, source(), built, stop);
            var place = directories.Resolve(StoreLayout.Dataset(name, facts.Fingerprint));
            if (!IsWhole(place))
            {
                Remove(place);
                Directory.Move(built, place);
            }
            return facts;
        }
        catch (DatasetDamagedException e)
        {
            throw new InvalidInputException(e.Message, e);
        }
        catch (FileNotWrittenException e)
        {
            throw new InvalidInputException(e.Message, e);
        }
        finally
        {
            Remove(workshop);
        }
    }

    private bool IsWhole(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        try
        {
            using var dataset = ImageDataset.Open(folder);
            return true;
        }
        catch (DatasetDamagedException e)
        {
            logger.LogWarning("Dataset folder {Folder} is damaged and is made anew: {Reason}", folder, e.Message);
            return false;
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?$")]
    private static partial Regex NamePattern();
}
