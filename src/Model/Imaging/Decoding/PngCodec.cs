using System.Runtime.InteropServices;
using System.Text;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>PNG by libpng's simplified API, which checks every chunk's CRC. Source: png.h 1.6, <c>png_image</c>.</summary>
internal static unsafe partial class PngCodec
{
    private const string Library = "libpng16.so.16";
    private const uint Version = 1;
    private const uint FlagAlpha = 1;
    private const uint FlagColour = 2;
    private const uint FormatGrey = 0;
    private const uint FormatRgb = 2;
    private const uint FormatRgba = 3;

    /// <summary>16-bit samples without a gamma are sRGB, as they are in practice.</summary>
    private const uint SixteenBitsAreSrgb = 4;

    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        var png = new PngImage { Version = Version };
        fixed (byte* bytes = file)
        {
            Require(BeginRead(&png, bytes, (nuint)file.Length), &png);
            Free(&png);
        }
        return Header(png);
    }

    public static DecodedImage Decode(ReadOnlySpan<byte> file, long mostPixels)
    {
        var png = new PngImage { Version = Version };
        DecodedImage? image = null;
        fixed (byte* bytes = file)
        {
            try
            {
                Require(BeginRead(&png, bytes, (nuint)file.Length), &png);
                var header = Header(png);
                ImageDecoder.CheckSize(header, mostPixels);
                image = new DecodedImage(header.Width, header.Height, header.Channels);
                png.Format = header.Channels switch { 1 => FormatGrey, 3 => FormatRgb, _ => FormatRgba };
                png.Flags |= SixteenBitsAreSrgb;
                fixed (byte* pixels = image.Pixels)
                    Require(FinishRead(&png, null, pixels, 0, null), &png);
                return image;
            }
            catch
            {
                image?.Dispose();
                throw;
            }
            finally
            {
                Free(&png);
            }
        }
    }

    private static ImageHeader Header(PngImage png)
    {
        var channels = (png.Format & FlagAlpha) != 0 ? 4 : (png.Format & FlagColour) != 0 ? 3 : 1;
        return new ImageHeader(ImageFormat.Png, (int)png.Width, (int)png.Height, channels);
    }

    private static void Require(int succeeded, PngImage* png)
    {
        if (succeeded == 0)
            throw new BadImageException($"the PNG is damaged: {Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(png->Message))}");
    }

    [LibraryImport(Library, EntryPoint = "png_image_begin_read_from_memory")]
    private static partial int BeginRead(PngImage* image, byte* file, nuint bytes);

    [LibraryImport(Library, EntryPoint = "png_image_finish_read")]
    private static partial int FinishRead(PngImage* image, byte* background, byte* pixels, int stride, byte* colours);

    [LibraryImport(Library, EntryPoint = "png_image_free")]
    private static partial void Free(PngImage* image);

    /// <summary>libpng's <c>png_image</c>, 104 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PngImage
    {
        public nint Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColourEntries;
        public uint WarningOrError;
        public fixed byte Message[64];
    }
}
