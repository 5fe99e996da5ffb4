using System.IO.MemoryMappedFiles;

namespace PgGanLab.Model.Storage;

/// <summary>A file's bytes, mapped into memory for reading.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* bytes;

    /// <param name="path">A file that is not empty.</param>
    public MappedFile(string path)
    {
        Length = new FileInfo(path).Length;
        file = MemoryMappedFile.CreateFromFile(
            path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        bytes = start;
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <exception cref="ArgumentOutOfRangeException">Outside the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - count);
        return new ReadOnlySpan<byte>(bytes + offset, count);
    }

    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
