using PgGanLab.Growth;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>
/// Decodes JPEG, PNG and WebP with the operating system's libraries (Debian's libturbojpeg0, libpng16-16 and libwebp7). JPEGs are turned
/// as their EXIF orientation says; colour profiles are ignored. Safe for several threads.
/// </summary>
public static class ImageDecoder
{
    /// <summary>Names of files that hold images, by their ending; what is in them is told by their first bytes.</summary>
    private static readonly string[] Endings =
        [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".jp2", ".jxl"];

    /// <summary>Whether a file of that name should be an image, readable here or not.</summary>
    public static bool IsImageName(string name) => Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the header alone.</summary>
    /// <exception cref="BadImageException">It is none of the formats, or its header is damaged.</exception>
    /// <exception cref="InvalidInputException">A library is not installed.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file) => Guarded(file, static (bytes, _) => FormatOf(bytes) switch
    {
        ImageFormat.Jpeg => JpegCodec.ReadHeader(bytes),
        ImageFormat.Png => PngCodec.ReadHeader(bytes),
        _ => WebPCodec.ReadHeader(bytes),
    }, 0L);

    /// <summary>Decodes a whole file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="mostPixels">An image of more pixels is refused by its header, before memory is taken for it.</param>
    /// <exception cref="BadImageException">It is none of the formats, damaged, cut off or too large.</exception>
    /// <exception cref="InvalidInputException">A library is not installed.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> file, long mostPixels) => Guarded(file, static (bytes, most) => FormatOf(bytes) switch
    {
        ImageFormat.Jpeg => JpegCodec.Decode(bytes, most),
        ImageFormat.Png => PngCodec.Decode(bytes, most),
        _ => WebPCodec.Decode(bytes, most),
    }, mostPixels);

    /// <exception cref="BadImageException">It has more pixels, or none.</exception>
    internal static void CheckSize(ImageHeader header, long mostPixels)
    {
        if (header.Width <= 0 || header.Height <= 0)
            throw new BadImageException("its header is damaged: it has no pixels");
        if ((long)header.Width * header.Height > mostPixels)
            throw new BadImageException($"it has {header.Width}x{header.Height} pixels, more than the {mostPixels} that are allowed");
    }

    private delegate T Reader<T>(ReadOnlySpan<byte> file, long mostPixels);

    private static T Guarded<T>(ReadOnlySpan<byte> file, Reader<T> read, long mostPixels)
    {
        try
        {
            return read(file, mostPixels);
        }
        catch (DllNotFoundException e)
        {
            throw new InvalidInputException($"A library for images is missing on this host; ./lab setup installs libturbojpeg0, libpng16-16 and libwebp7: {e.Message.Split('\n')[0]}", e);
        }
    }

    private static ImageFormat FormatOf(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new BadImageException("it is empty");
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return ImageFormat.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return ImageFormat.Png;
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8))
            return ImageFormat.WebP;
        throw new BadImageException("it is no JPEG, PNG or WebP image");
    }
}
