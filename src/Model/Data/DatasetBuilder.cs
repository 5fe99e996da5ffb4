using System.Buffers.Binary;
using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data;

/// <summary>
/// Builds a dataset's folder: <c>dataset.json</c>, raw uint8 pixels [N,C,R,R] for every resolution R down to 4
/// (<c>32x32.u8</c>, <c>16x16.u8</c>, …) and the labels as little-endian int32 (<c>labels.i32</c>).
/// </summary>
public static class DatasetBuilder
{
    private const string TemporaryMark = ".building-";

    /// <summary>Builds in a temporary folder beside <paramref name="directory"/> and renames it when all is on the disk.</summary>
    /// <param name="name">Name in the lab.</param>
    /// <param name="source">Where the images come from.</param>
    /// <param name="directory">The dataset's folder, which must not exist yet.</param>
    /// <exception cref="FileNotWrittenException">The folder exists, or could not be stored; nothing of it stays.</exception>
    /// <exception cref="OperationCanceledException">Stopped; nothing stays.</exception>
    public static DatasetFacts Build(string name, IImageSource source, string directory, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(source);
        directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var parent = Path.GetDirectoryName(directory)!;
        var temporary = directory + TemporaryMark + Guid.NewGuid().ToString("N");
        try
        {
            Directory.CreateDirectory(parent);
            RemoveLeftovers(parent, directory);
            Directory.CreateDirectory(temporary);
            var manifest = DatasetManifest.Of(name, source, WriteImages(source, temporary, stop));
            WholeFile.Write(Path.Combine(temporary, DatasetManifest.FileName), manifest.Write);
            Directory.Move(temporary, directory);
            DirectorySync.Flush(parent);
            return manifest.Facts;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileNotWrittenException($"Dataset '{directory}' could not be stored: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Removes what a killed process left of building this dataset.</summary>
    private static void RemoveLeftovers(string parent, string directory)
    {
        foreach (var old in Directory.EnumerateDirectories(parent, Path.GetFileName(directory) + TemporaryMark + "*"))
            Directory.Delete(old, recursive: true);
    }

    private static List<DatasetFile> WriteImages(IImageSource source, string directory, CancellationToken stop)
    {
        var resolutions = DatasetManifest.Resolutions(source.Resolution).ToArray();
        var names = resolutions.Select(DatasetManifest.PixelsFileName).Concat(source.Labels > 0 ? [DatasetManifest.LabelsFileName] : []);
        var writers = names.Select(file => new DatasetFileWriter(directory, file)).ToList();
        try
        {
            var pyramid = new ImagePyramid(source.Channels, source.Resolution);
            Span<byte> labelBytes = stackalloc byte[sizeof(int)];
            for (var i = 0; i < source.Count; i++)
            {
                stop.ThrowIfCancellationRequested();
                var label = source.Read(i, pyramid.Largest);
                pyramid.FillLowerLevels();
                for (var level = 0; level < resolutions.Length; level++)
                    writers[level].Write(pyramid.Level(level));
                if (source.Labels > 0)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(labelBytes, label);
                    writers[^1].Write(labelBytes);
                }
            }
            return [.. writers.Select(w => w.Finish())];
        }
        finally
        {
            writers.ForEach(w => w.Dispose());
        }
    }
}
