using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data.Sources;

/// <summary>The files of CIFAR's binary version, from its folder or from the archive as it is downloaded.</summary>
/// <param name="Images">Files with images, in order.</param>
/// <param name="Classes">Names of the classes; empty where their file is missing.</param>
internal sealed record CifarFiles(IReadOnlyList<byte[]> Images, IReadOnlyList<string> Classes)
{
    /// <exception cref="DatasetDamagedException">A file with images is missing, or can't be read.</exception>
    public static CifarFiles Read(string path, IReadOnlyList<string> images, string classes)
    {
        try
        {
            var files = Directory.Exists(path)
                ? FromFolder(path, [.. images, classes])
                : FromArchive(path, [.. images, classes]);
            if (images.FirstOrDefault(name => !files.ContainsKey(name)) is { } missing)
                throw new DatasetDamagedException(
                    $"'{path}' has no {missing}; CIFAR's binary version is needed, as a folder or a .tar.gz.");
            var names = files.TryGetValue(classes, out var text) ? Encoding.UTF8.GetString(text)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            return new CifarFiles([.. images.Select(name => files[name])], names);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new DatasetDamagedException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static Dictionary<string, byte[]> FromFolder(string path, IReadOnlyList<string> wanted) =>
        wanted.Where(name => File.Exists(Path.Combine(path, name)))
            .ToDictionary(name => name, name => RegularFile.ReadAllBytes(Path.Combine(path, name)));

    private static Dictionary<string, byte[]> FromArchive(string path, IReadOnlyList<string> wanted)
    {
        var files = new Dictionary<string, byte[]>();
        using var stream = new GZipStream(RegularFile.OpenRead(path), CompressionMode.Decompress);
        using var archive = new TarReader(stream);
        while (archive.GetNextEntry() is { } entry)
        {
            var name = Path.GetFileName(entry.Name);
            if (entry.DataStream is null || !wanted.Contains(name))
                continue;
            var bytes = new byte[entry.Length];
            entry.DataStream.ReadExactly(bytes);
            files[name] = bytes;
        }
        return files;
    }
}
