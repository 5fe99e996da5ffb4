using System.Collections.Concurrent;
using System.IO.Compression;
using System.IO.Hashing;
using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Data.Files;

/// <summary>The images of a zip. Nothing is unpacked to the disk; as <see cref="ZipArchive"/> serves one thread, each that reads gets its own.</summary>
internal sealed class ZipFiles : IImageFiles
{
    private readonly ConcurrentBag<ZipArchive> idle = [];
    private readonly int[] places;

    private ZipFiles(string place, ZipArchive archive)
    {
        Place = place;
        var images = archive.Entries.Select((entry, at) => (Name: entry.FullName.Replace('\\', '/'), At: at))
            .Where(e => ImageFiles.IsImage(e.Name)).OrderBy(e => e.Name, StringComparer.Ordinal).ToArray();
        Names = [.. images.Select(e => e.Name)];
        places = [.. images.Select(e => e.At)];
        idle.Add(archive);
    }

    public string Place { get; }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="InvalidInputException">It is no zip, or can't be read.</exception>
    public static ZipFiles Open(string path)
    {
        ZipArchive? archive = null;
        try
        {
            archive = OpenArchive(path);
            return new ZipFiles(path, archive);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            archive?.Dispose();
            throw new InvalidInputException($"'{path}' can't be read as a zip: {e.Message}", e);
        }
    }

    public byte[] Read(int index)
    {
        if (!idle.TryTake(out var archive))
            archive = OpenArchive(Place);
        try
        {
            var entry = archive.Entries[places[index]];
            var bytes = GC.AllocateUninitializedArray<byte>(ImageFiles.CheckedLength(entry.Length));
            using var stream = entry.Open();
            stream.ReadExactly(bytes);
            if (stream.ReadByte() >= 0 || Crc32.HashToUInt32(bytes) != entry.Crc32)
                throw new BadImageException("it is damaged in the zip: its checksum is not that of its content");
            return bytes;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or BadImageException)
        {
            throw e as BadImageException ?? new BadImageException($"it can't be read from the zip: {e.Message}", e);
        }
        finally
        {
            idle.Add(archive);
        }
    }

    public void Dispose()
    {
        foreach (var archive in idle)
            archive.Dispose();
    }

    private static ZipArchive OpenArchive(string path) => new(File.OpenRead(path), ZipArchiveMode.Read);
}
