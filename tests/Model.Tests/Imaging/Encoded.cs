using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using NetVips;
using PgGanLab.Model.Imaging;

namespace PgGanLab.Model.Tests.Imaging;

/// <summary>Images of formulas, and files of them in every format.</summary>
internal static class Encoded
{
    /// <summary>Smooth colours, so that JPEG changes little.</summary>
    public static PixelImage Smooth(int width, int height, int channels = 3, int seed = 0) => new(
        width, height, channels,
        [.. Enumerable.Range(0, width * height * channels)
            .Select(i => Value(i / channels % width, i / channels / width, i % channels, seed))]);

    /// <summary>Waves with grain, RGB; make_pillow.py makes the same.</summary>
    public static PixelImage Photo(int side)
    {
        var (grain, pixels) = (1L, new byte[side * side * 3]);
        for (var i = 0; i < pixels.Length; i++)
        {
            grain = (grain * 1103515245 + 12345) & 0x7FFFFFFF;
            var (x, y) = (i / 3 % side, i / 3 / side);
            var value = 128 + 70 * Math.Sin(0.21 * x + i % 3) + 40 * Math.Cos(0.33 * y) + (grain >> 16) % 25 - 12;
            pixels[i] = (byte)Math.Clamp(value, 0, 255);
        }
        return new PixelImage(side, side, 3, pixels);
    }

    public static byte[] Png(PixelImage image)
    {
        var stream = new MemoryStream();
        PngWriter.Write(stream, image);
        return stream.ToArray();
    }

    /// <summary>With as many colours as pixels.</summary>
    public static byte[] Jpeg(PixelImage image, int quality = 95, bool progressive = false)
    {
        using var pixels = Vips(image);
        return pixels.JpegsaveBuffer(q: quality, interlace: progressive, subsampleMode: Enums.ForeignSubsample.Off);
    }

    /// <summary>Lossless without a quality.</summary>
    public static byte[] WebP(PixelImage image, int? quality = null)
    {
        using var pixels = Vips(image);
        return pixels.WebpsaveBuffer(q: quality, lossless: quality is null, keep: Enums.ForeignKeep.None);
    }

    /// <summary>In the format of an ending, such as <c>.tif</c>, with libvips' options for it.</summary>
    public static byte[] Other(PixelImage image, string ending, VOption? options = null)
    {
        using var pixels = Vips(image);
        return pixels.WriteToBuffer(ending, options ?? []);
    }

    /// <summary>A PNG of any kind. Source: PNG specification, sections 5 and 11.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="depth">Bits of a sample.</param>
    /// <param name="colour">0 grey, 2 RGB, 3 by the palette, 4 grey and alpha, 6 RGB and alpha.</param>
    /// <param name="palette">RGB of each entry, or nothing.</param>
    /// <param name="rows">Each row after a byte 0 (no filter).</param>
    public static byte[] Png(int width, int height, byte depth, byte colour, byte[] palette, byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(rows);
        byte[] header = [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, depth, colour, 0, 0, 0];
        byte[] colours = palette.Length > 0 ? Chunk("PLTE", palette) : [];
        return
        [
            0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. colours, .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", [])
        ];
    }

    /// <summary>An image in libvips' hands.</summary>
    public static Image Vips(PixelImage image)
    {
        using var pixels = Image.NewFromMemory(
            image.Pixels, image.Width, image.Height, image.Channels, Enums.BandFormat.Uchar);
        return pixels.Copy(interpretation: image.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(named));
        return [.. length, .. named, .. sum];
    }

    private static byte Value(int x, int y, int channel, int seed) =>
        (byte)(128 + 100 * Math.Sin(0.05 * (x * (channel + 1) + y + 17 * seed)));

    /// <summary>
    /// A smooth image of 48x32 in a format: <c>jpeg</c>, <c>png</c>, <c>webp</c>, <c>tiff</c>,
    /// <c>gif</c> or <c>avif</c>.
    /// </summary>
    public static byte[] Sample(string format)
    {
        var image = Smooth(48, 32);
        return format switch
        {
            "jpeg" => Jpeg(image),
            "png" => Png(image),
            "webp" => WebP(image),
            "tiff" =>
                Other(image, ".tif", new VOption { { "compression", Enums.ForeignTiffCompression.Deflate } }),
            "gif" => Other(image, ".gif"),
            _ => Other(image, ".avif", new VOption { { "lossless", true } }),
        };
    }
}
