using System.Buffers;

namespace PgGanLab.Model.Data.Files;

/// <summary>Bytes in a rented buffer, to be disposed after use.</summary>
internal sealed class RentedBytes(int length) : IDisposable
{
    private byte[]? buffer = ArrayPool<byte>.Shared.Rent(length);

    public Span<byte> Span => buffer.AsSpan(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
