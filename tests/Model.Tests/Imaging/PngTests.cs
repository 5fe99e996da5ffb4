using System.Buffers.Binary;
using System.IO.Compression;
using PgGanLab.Model.Imaging;

namespace PgGanLab.Model.Tests.Imaging;

public sealed class PngTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void pixels_come_back(int channels)
    {
        var image = new PixelImage(5, 3, channels, [.. Enumerable.Range(0, 15 * channels).Select(i => (byte)(i * 17))]);
        var stream = new MemoryStream();
        PngWriter.Write(stream, image);

        Assert.Equal(image.Pixels, Decode(stream.ToArray(), image));
    }

    [Fact]
    public void small_images_are_enlarged_and_stand_row_by_row()
    {
        var grid = ImageGrid.Of([.. Enumerable.Range(0, 6 * 16).Select(i => (byte)i)], channels: 1, size: 4, columns: 3, rows: 2);

        Assert.Equal((3 * 64, 2 * 64), (grid.Width, grid.Height));
        Assert.Equal(0, grid.Pixels[0]);
        Assert.Equal(0, grid.Pixels[15 * grid.Width + 15]);
        Assert.Equal(1, grid.Pixels[16]);
        Assert.Equal(16, grid.Pixels[64]);
        Assert.Equal(3 * 16 + 4, grid.Pixels[(64 + 16) * grid.Width]);
    }

    /// <summary>Reads what <see cref="PngWriter"/> writes: one IDAT chunk, no filters. Chunk checksums are checked by zlib's Adler and here by length.</summary>
    private static byte[] Decode(byte[] png, PixelImage expected)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], png[..8]);
        Assert.Equal(expected.Width, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(expected.Height, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal([8, (byte)(expected.Channels switch { 1 => 0, 3 => 2, _ => 6 }), 0, 0, 0], png[24..29]);
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.Equal("IEND"u8.ToArray(), png[(41 + length + 8)..(41 + length + 12)]);
        Assert.Equal(0xAE426082, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(41 + length + 12)));       // the checksum of every IEND
        return [.. rows.ToArray().Chunk(expected.Width * expected.Channels + 1).SelectMany(row => row.Skip(1))];
    }
}
