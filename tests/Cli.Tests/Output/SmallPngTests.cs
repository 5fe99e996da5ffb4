using System.Buffers.Binary;
using System.IO.Compression;
using PgGanLab.Cli.Output;

namespace PgGanLab.Cli.Tests.Output;

public sealed class SmallPngTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    [InlineData(4, 6)]
    public void a_picture_of_blocks_is_read_and_shrunk(int channels, byte colours)
    {
        byte[] row = [.. Enumerable.Range(0, 8).SelectMany(x => Enumerable.Repeat((byte)(x / 2 * 10), channels))];
        var picture = SmallPng.Read(Png(8, 4, colours, [.. Enumerable.Repeat(row, 4)]));
        Assert.Equal((8, 4, channels), (picture.Width, picture.Height, picture.Channels));

        var shrunk = picture.Shrunk(4);
        Assert.Equal((4, 2), (shrunk.Width, shrunk.Height));
        Assert.Equal([0, 10, 20, 30], Enumerable.Range(0, 4).Select(x => (int)shrunk.Pixels[x * channels]));
    }

    [Fact]
    public void what_is_no_picture_is_said() =>
        Assert.StartsWith("The lab sent a picture that can't be drawn here",
            Assert.Throws<LabException>(() => SmallPng.Read([1, 2, 3])).Message, StringComparison.Ordinal);

    /// <summary>A PNG of two IDAT chunks; checksums are left out.</summary>
    private static byte[] Png(int width, int height, byte colours, byte[][] rows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[9] = colours;
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var row in rows)
                zlib.Write([0, .. row]);
        }
        var packed = data.ToArray();
        return
        [
            .. new byte[8], .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed[..5]),
            .. Chunk("IDAT"u8, packed[5..]), .. Chunk("IEND"u8, [])
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. name, .. data, 0, 0, 0, 0];
    }
}
