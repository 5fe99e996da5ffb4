using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using PgGanLab.Model.Imaging;

namespace PgGanLab.Model.Tests.Imaging;

/// <summary>Images of formulas, and files of them in every format.</summary>
internal static unsafe partial class Encoded
{
    /// <summary>Smooth colours, so that JPEG changes little.</summary>
    public static PixelImage Smooth(int width, int height, int channels = 3, int seed = 0) => new(width, height, channels,
        [.. Enumerable.Range(0, width * height * channels).Select(i => Value(i / channels % width, i / channels / width, i % channels, seed))]);

    public static byte[] Png(PixelImage image)
    {
        var stream = new MemoryStream();
        PngWriter.Write(stream, image);
        return stream.ToArray();
    }

    /// <summary>TurboJPEG's <c>TJFLAG_PROGRESSIVE</c>.</summary>
    public const int Progressive = 16384;

    public static byte[] Jpeg(PixelImage image, int quality = 95, int flags = 0)
    {
        var handle = InitCompress();
        byte* file = null;
        nuint bytes = 0;
        fixed (byte* pixels = image.Pixels)
        {
            var (grey, format) = (image.Channels == 1, image.Channels == 1 ? 6 : 0);
            Assert.Equal(0, Compress(handle, pixels, image.Width, 0, image.Height, format, &file, &bytes, grey ? 3 : 0, quality, flags));
        }
        var copy = new ReadOnlySpan<byte>(file, (int)bytes).ToArray();
        FreeJpeg(file);
        _ = Destroy(handle);
        return copy;
    }

    /// <summary>Lossy, RGB.</summary>
    public static byte[] LossyWebP(PixelImage image, float quality)
    {
        byte* file;
        nuint bytes;
        fixed (byte* pixels = image.Pixels)
            bytes = EncodeLossy(pixels, image.Width, image.Height, image.Width * 3, quality, &file);
        var copy = new ReadOnlySpan<byte>(file, (int)bytes).ToArray();
        FreeWebP(file);
        return copy;
    }

    /// <summary>A PNG of any kind. Source: PNG specification, sections 5 and 11.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="depth">Bits of a sample.</param>
    /// <param name="colour">0 grey, 2 RGB, 3 by the palette, 6 RGB and alpha.</param>
    /// <param name="palette">RGB of each entry, or nothing.</param>
    /// <param name="rows">Each row after a byte 0 (no filter).</param>
    public static byte[] Png(int width, int height, byte depth, byte colour, byte[] palette, byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(rows);
        byte[] header = [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, depth, colour, 0, 0, 0];
        byte[] colours = palette.Length > 0 ? Chunk("PLTE", palette) : [];
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. colours, .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.Of(named));
        return [.. length, .. named, .. sum];
    }

    /// <summary>Lossless.</summary>
    public static byte[] WebP(PixelImage image)
    {
        byte* file;
        nuint bytes;
        fixed (byte* pixels = image.Pixels)
            bytes = image.Channels == 4 ? EncodeRgba(pixels, image.Width, image.Height, image.Width * 4, &file) : EncodeRgb(pixels, image.Width, image.Height, image.Width * 3, &file);
        var copy = new ReadOnlySpan<byte>(file, (int)bytes).ToArray();
        FreeWebP(file);
        return copy;
    }

    private static byte Value(int x, int y, int channel, int seed) => (byte)(128 + 100 * Math.Sin(0.05 * (x * (channel + 1) + y + 17 * seed)));

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjCompress2")]
    private static partial int Compress(nint handle, byte* pixels, int width, int pitch, int height, int format, byte** file, nuint* bytes, int subsampling, int quality, int flags);

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjFree")]
    private static partial void FreeJpeg(byte* file);

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    [LibraryImport("libwebp.so.7", EntryPoint = "WebPEncodeLosslessRGB")]
    private static partial nuint EncodeRgb(byte* pixels, int width, int height, int stride, byte** file);

    [LibraryImport("libwebp.so.7", EntryPoint = "WebPEncodeLosslessRGBA")]
    private static partial nuint EncodeRgba(byte* pixels, int width, int height, int stride, byte** file);

    [LibraryImport("libwebp.so.7", EntryPoint = "WebPEncodeRGB")]
    private static partial nuint EncodeLossy(byte* pixels, int width, int height, int stride, float quality, byte** file);

    [LibraryImport("libwebp.so.7", EntryPoint = "WebPFree")]
    private static partial void FreeWebP(byte* file);
}
