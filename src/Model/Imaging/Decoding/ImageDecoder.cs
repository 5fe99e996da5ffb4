using NetVips;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>
/// Decodes image files with libvips: upright, as 8-bit sRGB. Files with a colour profile, CMYK and 16 bits a channel
/// are converted; of several pages or frames the first counts. Safe for several threads.
/// </summary>
public static class ImageDecoder
{
    /// <summary>What can be read, for sentences.</summary>
    public const string Formats = "JPEG, PNG, WebP, TIFF, GIF and AVIF";

    /// <summary>
    /// Names of files that hold images, by their ending; what is in them is told by their first bytes.
    /// </summary>
    private static readonly string[] Endings =
    [
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif",
        ".jp2", ".jxl"
    ];

    /// <summary>
    /// Decoders share it; one that must know what libvips says of its file alone has it for itself, as libvips collects
    /// the words of all threads.
    /// </summary>
    private static readonly ReaderWriterLockSlim Words = new();

    /// <summary>Whether a file of that name should be an image, readable here or not.</summary>
    public static bool IsImageName(string name) =>
        Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the header alone.</summary>
    /// <exception cref="BadImageException">It is none of the formats, or its header is damaged.</exception>
    public static ImageHeader ReadHeader(byte[] file)
    {
        var format = FormatOf(file);
        return Shared(() => Guarded(format, () =>
        {
            using var source = Source.NewFromMemory(file);
            using var image = Open(source, format);
            return HeaderOf(image, format);
        }));
    }

    /// <summary>Decodes a whole file. A JPEG with stray bytes before its end gets a warning.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="mostPixels">An image of more pixels is refused by its header, before memory is taken for
    /// it.</param>
    /// <exception cref="BadImageException">It is none of the formats, damaged, cut off or too large.</exception>
    public static DecodedImage Decode(byte[] file, long mostPixels)
    {
        var format = FormatOf(file);
        try
        {
            var image = Shared(() => Decode(file, format, mostPixels));
            if (format == ImageFormat.Jpeg && ScanLength.StrayBytes(file) is var count and > 0)
                image.Warning = StrayBytes.Warning(count);
            return image;
        }
        catch (BadImageException e) when (format == ImageFormat.Jpeg && e.InnerException is VipsException)
        {
            return DecodeAlone(file, mostPixels);
        }
    }

    private static DecodedImage DecodeAlone(byte[] file, long mostPixels)
    {
        Words.EnterWriteLock();
        try
        {
            return Decode(file, ImageFormat.Jpeg, mostPixels);
        }
        catch (BadImageException e)
            when (StrayBytes.Count(e) is { } count && StrayBytes.Without(file, count) is { } rest)
        {
            var image = Decode(rest, ImageFormat.Jpeg, mostPixels);
            image.Warning = StrayBytes.Warning(count);
            return image;
        }
        finally
        {
            Words.ExitWriteLock();
        }
    }

    private static T Shared<T>(Func<T> read)
    {
        Words.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            Words.ExitReadLock();
        }
    }

    private static DecodedImage Decode(byte[] file, ImageFormat format, long mostPixels) =>
        Guarded(format, () =>
        {
            using var source = Source.NewFromMemory(file);
            using var image = Open(source, format);
            var header = HeaderOf(image, format);
            if ((long)header.Width * header.Height > mostPixels)
                throw new BadImageException(
                    $"it has {header.Width}x{header.Height} pixels, more than the {mostPixels} that are allowed");
            using var colours = ImageColours.ToSrgb(image, header.Channels);
            using var upright = Upright(colours ?? image);
            return new DecodedImage(upright ?? colours ?? image);
        });

    /// <summary>Opens a file by its header; pixels are decoded when they are asked for, from the top.</summary>
    private static Image Open(Source source, ImageFormat format)
    {
        const Enums.Access access = Enums.Access.Sequential;
        const Enums.FailOn failOn = Enums.FailOn.Warning;  // else half a file passes as an image that is half grey
        return format switch
        {
            ImageFormat.Jpeg => Image.JpegloadSource(source, access: access, failOn: failOn),
            ImageFormat.Png => Image.PngloadSource(source, access: access, failOn: failOn),
            ImageFormat.WebP => Image.WebploadSource(source, access: access, failOn: failOn),
            ImageFormat.Tiff => Image.TiffloadSource(source, access: access, failOn: failOn),
            ImageFormat.Gif => Image.GifloadSource(source, access: access, failOn: failOn),
            _ => Image.HeifloadSource(source, access: access, failOn: failOn),
        };
    }

    private static ImageHeader HeaderOf(Image image, ImageFormat format)
    {
        if (format == ImageFormat.WebP && image.Contains("n-pages") && (int)image.Get("n-pages") > 1)
            throw new BadImageException("it is an animated WebP");
        var turned = Orientation(image) >= 5;
        return new ImageHeader(
            format, turned ? image.Height : image.Width, turned ? image.Width : image.Height,
            ImageColours.ChannelsOf(image));
    }

    /// <summary>How a camera was held: 1 upright, 2 to 8 mirrored or turned. Source: EXIF 2.3, 4.6.4 A.</summary>
    private static int Orientation(Image image) => image.Contains("orientation") ? (int)image.Get("orientation") : 1;

    /// <summary>
    /// Turns an image as its camera was held; that needs all of its pixels. Null where it is upright.
    /// </summary>
    private static Image? Upright(Image image)
    {
        if (Orientation(image) == 1)
            return null;
        using var pixels = image.CopyMemory();
        return pixels.Autorot();
    }

    private static T Guarded<T>(ImageFormat format, Func<T> read)
    {
        Vips.Start();
        try
        {
            return read();
        }
        catch (VipsException e)
        {
            var name = format switch { ImageFormat.WebP => "WebP", _ => format.ToString().ToUpperInvariant() };
            throw new BadImageException(
                Vips.Reason(e) is { } reason ? $"the {name} is damaged: {reason}" : $"the {name} is damaged", e);
        }
    }

    private static ImageFormat FormatOf(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new BadImageException("it is empty");
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return ImageFormat.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n\x1A\n"u8]))
            return ImageFormat.Png;
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8))
            return ImageFormat.WebP;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8)
            || file.StartsWith("MM\0+"u8))
            return ImageFormat.Tiff;
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
            return ImageFormat.Gif;
        if (file.Length >= 12 && file[4..].StartsWith("ftyp"u8))
            return ContainerFormat(file);
        throw new BadImageException($"it is no image of a known format; {Formats} can be read");
    }

    /// <summary>What an ISO media file holds, by its brands. Source: ISO/IEC 14496-12, 4.3.</summary>
    private static ImageFormat ContainerFormat(ReadOnlySpan<byte> file)
    {
        var brands = file[8..Math.Min(file.Length, 64)];
        if (brands.IndexOf("avif"u8) >= 0 || brands.IndexOf("avis"u8) >= 0)
            return ImageFormat.Avif;
        throw new BadImageException(
            brands.StartsWith("hei"u8) || brands.StartsWith("hev"u8) || brands.StartsWith("mif1"u8)
                ? "it is a HEIC image, whose compression can't be decoded here; convert it to JPEG, PNG or AVIF first"
                : $"it is no image of a known format; {Formats} can be read");
    }
}
