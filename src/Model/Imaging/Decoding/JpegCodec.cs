using System.Runtime.InteropServices;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>JPEG by libjpeg-turbo. Source: turbojpeg.h 2.1.</summary>
internal static unsafe partial class JpegCodec
{
    private const string Library = "libturbojpeg.so.0";

    /// <summary>Whatever the decoder warns of is an error: else half a file passes as an image that is half grey.</summary>
    private const int StopOnWarning = 8192;

    /// <summary>A progressive JPEG of hundreds of scans is an attack.</summary>
    private const int LimitScans = 32768;

    private const int FormatRgb = 0;
    private const int FormatGrey = 6;
    private const int SpaceGrey = 2;
    private const int SpaceCmyk = 3;
    private const int SpaceYcck = 4;

    /// <summary>A decompressor serves one thread at a time.</summary>
    [ThreadStatic]
    private static JpegDecompressor? decompressor;

    private static JpegDecompressor Decompressor => decompressor ??= Create();

    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        int width, height, subsampling, space;
        var handle = Decompressor;
        fixed (byte* bytes = file)
        {
            if (DecompressHeader(handle, bytes, (nuint)file.Length, &width, &height, &subsampling, &space) != 0)
                throw Error(handle);
        }
        if (space is SpaceCmyk or SpaceYcck)
            throw new BadImageException("it is a CMYK JPEG; convert it to RGB first");
        return ExifOrientation.Of(file) >= 5
            ? new ImageHeader(ImageFormat.Jpeg, height, width, space == SpaceGrey ? 1 : 3)
            : new ImageHeader(ImageFormat.Jpeg, width, height, space == SpaceGrey ? 1 : 3);
    }

    public static DecodedImage Decode(ReadOnlySpan<byte> file, long mostPixels)
    {
        var header = ReadHeader(file);
        ImageDecoder.CheckSize(header, mostPixels);
        var orientation = ExifOrientation.Of(file);
        var image = orientation >= 5 ? new DecodedImage(header.Height, header.Width, header.Channels) : new DecodedImage(header.Width, header.Height, header.Channels);
        try
        {
            var handle = Decompressor;
            fixed (byte* bytes = file)
            fixed (byte* pixels = image.Pixels)
            {
                if (Decompress(handle, bytes, (nuint)file.Length, pixels, image.Width, 0, image.Height, header.Channels == 1 ? FormatGrey : FormatRgb, StopOnWarning | LimitScans) != 0)
                    throw Error(handle);
            }
            return orientation == 1 ? image : ExifOrientation.Turn(image, orientation);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static JpegDecompressor Create()
    {
        var handle = InitDecompress();
        return handle.IsInvalid ? throw new InvalidOperationException("libturbojpeg could not be started.") : handle;
    }

    /// <summary>What went wrong. The decompressor is given up: after a damaged header it would misread the next file too.</summary>
    private static BadImageException Error(JpegDecompressor handle)
    {
        var error = new BadImageException($"the JPEG is damaged: {Marshal.PtrToStringUTF8(GetErrorString(handle))}");
        decompressor = null;
        handle.Dispose();
        return error;
    }

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    private static partial JpegDecompressor InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    private static partial int DecompressHeader(JpegDecompressor handle, byte* file, nuint bytes, int* width, int* height, int* subsampling, int* space);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    private static partial int Decompress(JpegDecompressor handle, byte* file, nuint bytes, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint GetErrorString(JpegDecompressor handle);
}
