using System.Buffers.Binary;
using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data;

/// <summary>A stored dataset (<see cref="DatasetBuilder"/>), mapped into memory. Safe for several threads.</summary>
public sealed class ImageDataset : IDisposable
{
    private readonly string directory;
    private readonly DatasetManifest manifest;
    private readonly Dictionary<string, Lazy<MappedFile>> files;
    private readonly Lazy<ImmutableArray<int>> classes;

    private ImageDataset(string directory, DatasetManifest manifest)
    {
        this.directory = directory;
        this.manifest = manifest;
        files = manifest.Files.ToDictionary(f => f.Name, f => new Lazy<MappedFile>(() => Map(f)));
        classes = new Lazy<ImmutableArray<int>>(() =>
            Facts.Labels == 0 ? [] : [.. Enumerable.Range(0, Facts.Images).Select(Label).Distinct().Order()]);
    }

    public DatasetFacts Facts => manifest.Facts;

    /// <summary>
    /// The classes that have an image, in order; empty without labels. All of 0 to Labels - 1, but in datasets that
    /// were made before December 2026, whose numbers may have gaps.
    /// </summary>
    /// <exception cref="DatasetDamagedException">The labels are missing or not what was stored.</exception>
    public ImmutableArray<int> Classes => classes.Value;

    /// <summary>
    /// Opens a dataset's folder. File sizes are checked now; each file's SHA-256 once in a
    /// process, before its first use.
    /// </summary>
    /// <exception cref="DatasetDamagedException">A file is missing or not what was stored.</exception>
    public static ImageDataset Open(string directory)
    {
        var manifest = DatasetManifest.Read(Path.Combine(directory, DatasetManifest.FileName));
        foreach (var file in manifest.Files)
            CheckSize(Path.Combine(directory, file.Name), file.Bytes);
        return new ImageDataset(directory, manifest);
    }

    /// <summary>
    /// Begins to check the file of a resolution that is likely to be used next, so that its first use need not wait for
    /// that; without effect where there is no such resolution. What is wrong with the file is said at its first use.
    /// </summary>
    /// <returns>Ends when the file was read; never fails.</returns>
    public Task CheckAhead(int resolution) =>
        manifest.Files.Any(f => f.Name == DatasetManifest.PixelsFileName(resolution))
            ? VerifiedFiles.ReadAhead(Path.Combine(directory, DatasetManifest.PixelsFileName(resolution)))
            : Task.CompletedTask;

    /// <summary>One image's pixels.</summary>
    /// <param name="resolution">A power of two, 4 to the dataset's own.</param>
    /// <param name="index">0 to Images - 1.</param>
    /// <returns>[C,R,R] uint8, valid until the dataset is disposed.</returns>
    /// <exception cref="DatasetDamagedException">The file's content is not what was stored.</exception>
    public ReadOnlySpan<byte> Image(int resolution, int index)
    {
        var size = manifest.Channels * resolution * resolution;
        return File(DatasetManifest.PixelsFileName(resolution)).Slice((long)index * size, size);
    }

    /// <summary>One image's class, 0 to Labels - 1.</summary>
    /// <exception cref="DatasetDamagedException">The file's content is not what was stored.</exception>
    public int Label(int index) =>
        BinaryPrimitives.ReadInt32LittleEndian(
            File(DatasetManifest.LabelsFileName).Slice((long)index * sizeof(int), sizeof(int)));

    public void Dispose()
    {
        foreach (var file in files.Values.Where(f => f.IsValueCreated))
            file.Value.Dispose();
    }

    private static void CheckSize(string path, long bytes)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new DatasetDamagedException($"Dataset file '{path}' is missing.");
        if (info.Length != bytes)
            throw new DatasetDamagedException(
                $"Dataset file '{path}' is damaged: it has {info.Length} bytes, not {bytes}.");
    }

    private MappedFile File(string name) => files.TryGetValue(name, out var file)
        ? file.Value
        : throw new ArgumentException($"Dataset '{manifest.Name}' has no file '{name}'.", nameof(name));

    private MappedFile Map(DatasetFile file)
    {
        var path = Path.Combine(directory, file.Name);
        VerifiedFiles.Check(path, file.Sha256);
        return new MappedFile(path);
    }
}
