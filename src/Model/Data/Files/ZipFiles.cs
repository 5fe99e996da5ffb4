using System.Collections.Concurrent;
using System.IO.Compression;
using System.IO.Hashing;
using PgGanLab.Growth;
using PgGanLab.Model.Imaging.Decoding;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Data.Files;

/// <summary>
/// The images of a zip. Nothing is unpacked to the disk; as <see cref="ZipArchive"/> serves one thread,
/// each that reads gets its own.
/// </summary>
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
            throw new InvalidInputException($"'{path}' can't be read as a zip: {e.Message.TrimEnd('.')}.", e);
        }
    }

    public byte[] Read(int index) => Using(archive => Read(archive.Entries[places[index]]));

    public byte[]? ReadBeside(string path)
    {
        try
        {
            return Using(archive =>
                archive.Entries.FirstOrDefault(e => e.FullName.Replace('\\', '/') == path) is { } entry
                    ? Read(entry)
                    : null);
        }
        catch (BadImageException e)
        {
            throw new InvalidInputException($"'{path}' of '{Place}' can't be used: {e.Message}.", e);
        }
    }

    public void Dispose()
    {
        foreach (var archive in idle)
            archive.Dispose();
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        try
        {
            var bytes = GC.AllocateUninitializedArray<byte>(ImageFiles.CheckedLength(entry.Length));
            using var stream = entry.Open();
            stream.ReadExactly(bytes);
            if (stream.ReadByte() >= 0 || Crc32.HashToUInt32(bytes) != entry.Crc32)
                throw new BadImageException("it is damaged in the zip: its checksum is not that of its content");
            return bytes;
        }
        catch (Exception e)
            when (e is IOException or InvalidDataException or NotSupportedException or BadImageException)
        {
            throw e as BadImageException ?? new BadImageException($"it can't be read from the zip: {e.Message}", e);
        }
    }

    private T Using<T>(Func<ZipArchive, T> read)
    {
        if (!idle.TryTake(out var archive))
            archive = OpenArchive(Place);
        try
        {
            return read(archive);
        }
        finally
        {
            idle.Add(archive);
        }
    }

    private static ZipArchive OpenArchive(string path) => new(RegularFile.OpenRead(path), ZipArchiveMode.Read);
}
