namespace PgGanLab.Model.Metrics;

/// <summary>
/// Bytes in the order in which they came: as many as allowed in memory, the rest in a temporary file that goes with the
/// process.
/// </summary>
/// <param name="limit">Most bytes in memory.</param>
internal sealed class OverflowBuffer(long limit) : IDisposable
{
    private readonly List<(long Start, byte[] Bytes)> blocks = [];
    private long inMemory;
    private FileStream? file;

    /// <summary>Bytes in all.</summary>
    public long Length { get; private set; }

    /// <param name="block">Not changed later, and not empty.</param>
    public void Append(byte[] block)
    {
        if (file is null && inMemory + block.Length <= limit)
        {
            blocks.Add((Length, block));
            inMemory += block.Length;
        }
        else
        {
            file ??= Temporary();
            RandomAccess.Write(file.SafeFileHandle, block, Length - inMemory);
        }
        Length += block.Length;
    }

    /// <summary>Fills <paramref name="to"/> with the bytes from <paramref name="offset"/> on.</summary>
    public void Read(long offset, Span<byte> to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - to.Length);
        while (!to.IsEmpty)
        {
            var count = offset < inMemory
                ? FromMemory(offset, to)
                : RandomAccess.Read(file!.SafeFileHandle, to, offset - inMemory);
            if (count == 0)
                throw new EndOfStreamException(
                    $"The temporary file '{file!.Name}' is shorter than what was written to it.");
            offset += count;
            to = to[count..];
        }
    }

    public void Dispose() => file?.Dispose();

    private int FromMemory(long offset, Span<byte> to)
    {
        var (low, high) = (0, blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = blocks[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }
        var (start, bytes) = blocks[low];
        var found = bytes.AsSpan((int)(offset - start));
        found = found[..Math.Min(found.Length, to.Length)];
        found.CopyTo(to);
        return found.Length;
    }

    private static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), $"pgganlab-{Guid.NewGuid():N}.tmp"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        });
}
