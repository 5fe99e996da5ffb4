using System.Buffers;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>An image's pixels in a rented buffer, to be disposed after use.</summary>
public sealed class DecodedImage : IDisposable
{
    private byte[]? buffer;

    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="channels">1 (grey), 3 (RGB) or 4 (RGB and alpha, not premultiplied).</param>
    public DecodedImage(int width, int height, int channels)
    {
        (Width, Height, Channels) = (width, height, channels);
        buffer = ArrayPool<byte>.Shared.Rent(checked(width * height * channels));
    }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    /// <summary>[Height,Width,Channels].</summary>
    public Span<byte> Pixels => buffer.AsSpan(0, Width * Height * Channels);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
