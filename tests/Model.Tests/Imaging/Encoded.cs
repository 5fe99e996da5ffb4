using System.Runtime.InteropServices;
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

    public static byte[] Jpeg(PixelImage image, int quality = 95)
    {
        var handle = InitCompress();
        byte* file = null;
        nuint bytes = 0;
        fixed (byte* pixels = image.Pixels)
        {
            var (grey, format) = (image.Channels == 1, image.Channels == 1 ? 6 : 0);
            Assert.Equal(0, Compress(handle, pixels, image.Width, 0, image.Height, format, &file, &bytes, grey ? 3 : 0, quality, 0));
        }
        var copy = new ReadOnlySpan<byte>(file, (int)bytes).ToArray();
        FreeJpeg(file);
        _ = Destroy(handle);
        return copy;
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

    [LibraryImport("libwebp.so.7", EntryPoint = "WebPFree")]
    private static partial void FreeWebP(byte* file);
}
