using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Storage;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Silo.Datasets;

/// <summary>
/// Builds a dataset's folder beside its place in the store, and moves it there. Safe for several
/// threads, one for each name.
/// </summary>
internal sealed class DatasetFactory
{
    private readonly LabDirectories directories;
    private readonly LabOptions options;
    private readonly ILogger logger;

    /// <summary>
    /// Where datasets of this host are made, less their own part of the name; what a killed process
    /// left there is gone by then.
    /// </summary>
    private readonly Lazy<string> workshops;

    public DatasetFactory(LabDirectories directories, LabOptions options, ILogger logger)
    {
        (this.directories, this.options, this.logger) = (directories, options, logger);
        workshops = new Lazy<string>(() =>
        {
            var place = directories.Resolve($"datasets/.preparing-{options.HostName}");
            var leftovers = new Regex($"^{Regex.Escape(Path.GetFileName(place))}(-[0-9a-f]{{32}})?$");
            var folder = new DirectoryInfo(Path.GetDirectoryName(place)!);
            foreach (var old in folder.Exists ? folder.GetDirectories().Where(d => leftovers.IsMatch(d.Name)) : [])
                Remove(old);
            return place;
        });
    }

    /// <summary>One that can't be removed now costs disk, no dataset.</summary>
    private void Remove(DirectoryInfo leftover)
    {
        try
        {
            leftover.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(e, "What an earlier process left in {Folder} could not be removed.", leftover.FullName);
        }
    }

    /// <returns>The dataset, in its place.</returns>
    /// <exception cref="InvalidInputException">It can't be made; one sentence.</exception>
    public DatasetFacts Make(DatasetRequest request, IProgress<DatasetProgress>? progress, CancellationToken stop)
    {
        var kind = DatasetKinds.Of(request);
        var path = request.From ?? (kind == "fashion-mnist" ? options.FashionMnistDirectory : null);
        var workshop = $"{workshops.Value}-{Guid.NewGuid():N}";
        try
        {
            var build = new BuildOptions
            {
                OnDamaged = OptionWord.Read<OnDamaged>("onDamaged", request.OnDamaged) ?? OnDamaged.Fail,
                Progress = progress is null ? null : new DatasetReports(progress),
                Source = path is null ? kind : $"{kind} {path}",
            };
            var built = Path.Combine(workshop, request.Name);
            using var source = DatasetKinds.Open(kind, path, request);
            var dataset = DatasetBuilder.Build(request.Name, source, built, build, stop);
            Put(built, directories.Resolve(dataset.Path));
            return dataset;
        }
        catch (Exception e) when (e is DatasetDamagedException or DamagedImagesException or FileNotWrittenException)
        {
            throw new InvalidInputException(e.Message, e);
        }
        catch (IOException e) when (DiskFullException.IsBehind(e))
        {
            throw new DiskFullException(DiskFullException.Sentence(directories.Store), e);
        }
        finally
        {
            Remove(workshop);
        }
    }

    /// <summary>
    /// A folder that lies there whole keeps its pixels, which are the same, and gets the new description.
    /// </summary>
    private void Put(string built, string place)
    {
        if (IsWhole(place))
        {
            File.Move(Path.Combine(built, DatasetFolder.DescriptionName),
                Path.Combine(place, DatasetFolder.DescriptionName), overwrite: true);
            return;
        }
        Remove(place);
        Directory.Move(built, place);
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
}
