using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data;

/// <summary>
/// Builds a dataset's folder: <c>dataset.json</c>, raw uint8 pixels [N,C,R,R] for every resolution R down to 4
/// (<c>32x32.u8</c>, <c>16x16.u8</c>, …) and the labels as little-endian int32 (<c>labels.i32</c>). Its bytes depend on
/// the source alone, not on the number of threads.
/// </summary>
public static class DatasetBuilder
{
    private const string TemporaryMark = ".building-";

    /// <inheritdoc cref="Build(string, IImageSource, string, BuildOptions, CancellationToken)"/>
    public static DatasetFacts Build(string name, IImageSource source, string directory, CancellationToken stop) =>
        Build(name, source, directory, new BuildOptions(), stop);

    /// <summary>
    /// Builds in a temporary folder beside <paramref name="directory"/> and renames it when all is on the disk.
    /// </summary>
    /// <param name="name">Name in the lab.</param>
    /// <param name="source">Where the images come from.</param>
    /// <param name="directory">The dataset's folder, which must not exist yet.</param>
    /// <param name="options">What to do with damaged images, and how fast.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="FileNotWrittenException">The folder exists, or could not be stored;
    /// nothing of it stays.</exception>
    /// <exception cref="DamagedImagesException">Some images are damaged and were not to be left out;
    /// nothing stays.</exception>
    /// <exception cref="InvalidInputException">No image can be used, or the disk has no room;
    /// nothing stays.</exception>
    /// <exception cref="OperationCanceledException">Stopped; nothing stays.</exception>
    public static DatasetFacts Build(
        string name, IImageSource source, string directory, BuildOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var parent = Path.GetDirectoryName(directory)!;
        var temporary = directory + TemporaryMark + Guid.NewGuid().ToString("N");
        try
        {
            Directory.CreateDirectory(parent);
            RemoveLeftovers(parent, directory);
            Directory.CreateDirectory(temporary);
            CheckSpace(name, source, parent);
            options.Progress?.Report(new DatasetProgress(0, source.Count, []) { Remarks = [.. source.Remarks] });
            var written = DatasetWriter.Write(source, temporary, options, stop);
            if (written.Damaged.Count > 0 && options.OnDamaged == OnDamaged.Fail)
                throw new DamagedImagesException(written.Damaged, source.Count);
            if (source.Warnings is [var warned, ..] warnings)
                options.Progress?.Report(
                    new DatasetProgress(source.Count, source.Count, []) { Remarks = [Kept(warnings.Count, warned)] });
            var manifest = DatasetManifest.Of(name, source, written) with { Source = options.Source };
            WholeFile.Write(Path.Combine(temporary, DatasetManifest.FileName), manifest.Write);
            Directory.Move(temporary, directory);
            DirectorySync.Flush(parent);
            return manifest.Facts;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileNotWrittenException(
                $"Dataset '{directory}' could not be stored: {Readable.Clause(e.Message)}; "
                + $"it takes {Readable.Bytes(Needed(source))}.", e);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static string Kept(int count, DamagedImage first) =>
        $"{(count == 1 ? "An image was" : $"{count} images were")} kept with a warning; "
        + $"{(count == 1 ? "it is" : "the first is")} {first.Name}: {first.Reason}.";

    /// <summary>Refuses at once what would fill the disk after hours.</summary>
    private static void CheckSpace(string name, IImageSource source, string place)
    {
        var (needed, free) = (Needed(source), new DriveInfo(place).AvailableFreeSpace);
        if (needed > free)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"Dataset '{name}' takes {Megabytes(needed):N0} MB, but only {free / 1_000_000:N0} MB are free in "
                + $"'{place}'; make room, or choose a lower resolution."));
    }

    /// <summary>Bytes of the dataset that a source gives.</summary>
    private static long Needed(IImageSource source) => source.Count
        * (DatasetManifest.Resolutions(source.Resolution).Sum(r => (long)source.Channels * r * r) + sizeof(int));

    private static long Megabytes(long bytes) => (bytes + 999_999) / 1_000_000;

    /// <summary>Removes what a killed process left of building this dataset.</summary>
    private static void RemoveLeftovers(string parent, string directory)
    {
        foreach (var old in Directory.EnumerateDirectories(parent, Path.GetFileName(directory) + TemporaryMark + "*"))
            Directory.Delete(old, recursive: true);
    }
}
