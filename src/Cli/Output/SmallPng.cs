using System.Buffers.Binary;
using System.IO.Compression;

namespace PgGanLab.Cli.Output;

/// <summary>Reads the PNGs that a lab draws: 8 bits a channel, no filter.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">1, 3 or 4.</param>
/// <param name="Pixels">[Height,Width,Channels].</param>
internal sealed record SmallPng(int Width, int Height, int Channels, byte[] Pixels)
{
    private const int FirstChunk = 8;
    private const int ChunkHeader = 8;
    private const int Checksum = 4;

    /// <exception cref="LabException">It is no such PNG.</exception>
    public static SmallPng Read(byte[] png)
    {
        try
        {
            var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
                BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
            var channels =
                png[25] switch { 0 => 1, 2 => 3, 6 => 4, _ => throw new InvalidDataException("unknown colours") };
            using var zlib = new ZLibStream(Compressed(png), CompressionMode.Decompress);
            var pixels = new byte[width * height * channels];
            for (var y = 0; y < height; y++)
            {
                if (zlib.ReadByte() != 0)
                    throw new InvalidDataException("a filter");
                zlib.ReadExactly(pixels, y * width * channels, width * channels);
            }
            return new SmallPng(width, height, channels, pixels);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException
            or IndexOutOfRangeException or OverflowException)
        {
            throw new LabException(
                $"The lab sent a picture that can't be drawn here ({e.Message}); save it with --preview FILE.", e);
        }
    }

    /// <summary>The content of all IDAT chunks.</summary>
    private static MemoryStream Compressed(ReadOnlySpan<byte> png)
    {
        var compressed = new MemoryStream();
        for (var chunk = png[FirstChunk..]; chunk.Length >= ChunkHeader + Checksum;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(chunk);
            if (chunk[4..].StartsWith("IDAT"u8))
                compressed.Write(chunk.Slice(ChunkHeader, length));
            chunk = chunk[(ChunkHeader + length + Checksum)..];
        }
        compressed.Position = 0;
        return compressed;
    }

    /// <summary>The same picture of that width, where its pixels are blocks.</summary>
    public SmallPng Shrunk(int width)
    {
        var block = Math.Max(1, Width / width);
        var (w, h) = (Width / block, Height / block);
        var pixels = new byte[w * h * Channels];
        for (var y = 0; y < h; y++)
            for (var x = 0; x < w; x++)
                Pixels.AsSpan((y * block * Width + x * block) * Channels, Channels)
                    .CopyTo(pixels.AsSpan((y * w + x) * Channels));
        return new SmallPng(w, h, Channels, pixels);
    }
}
