using System.Buffers.Binary;
using System.Security.Cryptography;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>What a dataset's folder says of itself, and whether that is still true.</summary>
public sealed class DatasetFolder
{
    /// <summary>Name of the description in the folder.</summary>
    public const string DescriptionName = DatasetManifest.FileName;

    private readonly string directory;
    private readonly DatasetManifest manifest;

    private DatasetFolder(string directory, DatasetManifest manifest) =>
        (this.directory, this.manifest) = (directory, manifest);

    public DatasetFacts Facts => manifest.Facts;

    /// <summary>Where its images came from, for people; empty where that was not written down.</summary>
    public string Source => manifest.Source ?? "";

    /// <summary>Names of its classes; empty where they have none.</summary>
    public IReadOnlyList<string> Classes => manifest.Classes ?? [];

    /// <summary>Damaged images of the source that were left out.</summary>
    public IReadOnlyList<DamagedImage> Skipped => manifest.Skipped ?? [];

    /// <summary>What else is worth a word, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => manifest.Remarks ?? [];

    /// <summary>Images that were used although something was wrong with them.</summary>
    public IReadOnlyList<DamagedImage> Warnings => manifest.Warnings ?? [];

    /// <summary>Its files beside the description.</summary>
    public IReadOnlyList<DatasetFile> Files => manifest.Files;

    /// <summary>Bytes of all its files.</summary>
    public long Bytes => manifest.Files.Sum(f => f.Bytes);

    /// <summary>Reads the description; the files that it names are not looked at.</summary>
    /// <exception cref="DatasetDamagedException">It is missing or not what was stored.</exception>
    public static DatasetFolder Read(string directory) =>
        new(directory, DatasetManifest.Read(Path.Combine(directory, DatasetManifest.FileName)));

    /// <summary>Images of each class, [Labels].</summary>
    /// <exception cref="DatasetDamagedException">The labels are missing or not what was stored.</exception>
    public IReadOnlyList<int> CountClasses()
    {
        if (manifest.Labels == 0)
            return [];
        var counts = new int[manifest.Labels];
        var labels = manifest.Files.Single(f => f.Name == DatasetManifest.LabelsFileName);
        if (Check(labels, CancellationToken.None) is { } reason)
            throw new DatasetDamagedException(reason);
        var bytes = File.ReadAllBytes(Path.Combine(directory, labels.Name)).AsSpan();
        for (var at = 0; at < bytes.Length; at += sizeof(int))
            counts[BinaryPrimitives.ReadInt32LittleEndian(bytes[at..])]++;
        return counts;
    }

    /// <summary>Reads every byte again and compares checksums, whatever was checked before.</summary>
    /// <returns>One sentence for each file that is missing or damaged; empty when all is well.</returns>
    public IReadOnlyList<string> Verify(CancellationToken stop) =>
        [.. manifest.Files.AsParallel().AsOrdered().WithCancellation(stop).Select(file => Check(file, stop))
            .OfType<string>()];

    private string? Check(DatasetFile file, CancellationToken stop)
    {
        var path = Path.Combine(directory, file.Name);
        try
        {
            using var stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
            if (stream.Length != file.Bytes)
                return $"Dataset file '{path}' is damaged: it has {stream.Length} bytes, not {file.Bytes}.";
            var hash = Hash(stream, stop);
            return hash == file.Sha256
                ? null
                : $"Dataset file '{path}' is damaged: its SHA-256 is {hash}, not {file.Sha256}.";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"Dataset file '{path}' is missing.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Dataset file '{path}' cannot be read: {Readable.Clause(e.Message)}.";
        }
    }

    private static string Hash(Stream stream, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            stop.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>
/// A dataset's files are missing or not what was stored. The message names the file and what is wrong with it.
/// </summary>
public sealed class DatasetDamagedException : Exception
{
    public DatasetDamagedException() { }

    public DatasetDamagedException(string message) : base(message) { }

    public DatasetDamagedException(string message, Exception innerException) : base(message, innerException) { }
}
