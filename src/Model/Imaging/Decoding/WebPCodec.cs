using System.Runtime.InteropServices;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>WebP, lossy and lossless. Source: webp/decode.h 1.2.</summary>
internal static unsafe partial class WebPCodec
{
    private const string Library = "libwebp.so.7";
    private const int AbiVersion = 0x0209;

    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        Features features;
        fixed (byte* bytes = file)
        {
            if (GetFeatures(bytes, (nuint)file.Length, &features, AbiVersion) != 0)
                throw new BadImageException("the WebP's header is damaged");
        }
        if (features.HasAnimation != 0)
            throw new BadImageException("it is an animated WebP");
        return new ImageHeader(ImageFormat.WebP, features.Width, features.Height, features.HasAlpha != 0 ? 4 : 3);
    }

    public static DecodedImage Decode(ReadOnlySpan<byte> file, long mostPixels)
    {
        var header = ReadHeader(file);
        ImageDecoder.CheckSize(header, mostPixels);
        var image = new DecodedImage(header.Width, header.Height, header.Channels);
        fixed (byte* bytes = file)
        fixed (byte* pixels = image.Pixels)
        {
            var (length, room, stride) = ((nuint)file.Length, (nuint)image.Pixels.Length, header.Width * header.Channels);
            if ((header.Channels == 4 ? DecodeRgba(bytes, length, pixels, room, stride) : DecodeRgb(bytes, length, pixels, room, stride)) != null)
                return image;
        }
        image.Dispose();
        throw new BadImageException("the WebP is damaged or cut off");
    }

    [LibraryImport(Library, EntryPoint = "WebPGetFeaturesInternal")]
    private static partial int GetFeatures(byte* file, nuint bytes, Features* features, int abiVersion);

    [LibraryImport(Library, EntryPoint = "WebPDecodeRGBInto")]
    private static partial byte* DecodeRgb(byte* file, nuint bytes, byte* pixels, nuint room, int stride);

    [LibraryImport(Library, EntryPoint = "WebPDecodeRGBAInto")]
    private static partial byte* DecodeRgba(byte* file, nuint bytes, byte* pixels, nuint room, int stride);

    /// <summary>libwebp's <c>WebPBitstreamFeatures</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Features
    {
        public int Width;
        public int Height;
        public int HasAlpha;
        public int HasAnimation;
        public int Format;
        public fixed uint Padding[5];
    }
}
