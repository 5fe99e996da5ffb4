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
internal sealed class DatasetFactory(LabDirectories directories, LabOptions options, ILogger logger)
{
    /// <summary>Makes one.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="workshop">Where it is made.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The dataset, in its place.</returns>
    /// <exception cref="InvalidInputException">It can't be made; one sentence.</exception>
    public DatasetFacts Make(
        DatasetRequest request, DatasetWorkshop workshop, IProgress<DatasetProgress> progress, CancellationToken stop)
    {
        var kind = DatasetKinds.Of(request);
        var path = request.From ?? (kind == "fashion-mnist" ? options.FashionMnistDirectory : null);
        try
        {
            var build = new BuildOptions
            {
                OnDamaged = OptionWord.Read<OnDamaged>("onDamaged", request.OnDamaged) ?? OnDamaged.Fail,
                Progress = new DatasetReports(progress),
                Source = path is null ? kind : $"{kind} {path}",
            };
            var built = Path.Combine(workshop.Folder, request.Name);
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
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
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
}
