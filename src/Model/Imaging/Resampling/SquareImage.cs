using System.Buffers;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>Makes a decoded image into the square, planar pixels that a dataset holds.</summary>
internal static class SquareImage
{
    /// <param name="image">What was decoded.</param>
    /// <param name="from">The part of it that is used.</param>
    /// <param name="to">Where it comes to lie in the square; the rest is background.</param>
    /// <param name="size">Pixels of the square's side, R.</param>
    /// <param name="channels">1: grey (Rec. 601 luma); 3: RGB on the background; 4: RGB and alpha, the
    /// background transparent.</param>
    /// <param name="filter">How it is resized.</param>
    /// <param name="background">What shows through.</param>
    /// <param name="pixels">[C,R,R], filled in.</param>
    public static void Make(
        DecodedImage image, PixelRectangle from, PixelRectangle to, int size, int channels, ResampleFilter filter,
        Colour background, Span<byte> pixels)
    {
        if (from.Width == to.Width && from.Height == to.Height && to.Width == size && to.Height == size
            && image.Channels == channels)
        {
            for (var y = 0; y < size; y++)
                ChannelPlanes.Separate(
                    image.Pixels.Slice(((from.Y + y) * image.Width + from.X) * channels, size * channels), channels,
                    size * size, pixels[(y * size)..]);
            return;
        }
        if (to.Width < size || to.Height < size)
            Fill(pixels, size, channels, background);
        var length = to.Width * to.Height * image.Channels;
        var resampled = ArrayPool<float>.Shared.Rent(length);
        Resampler.Resample(image, from, to.Width, to.Height, filter, resampled.AsSpan(0, length));
        for (var y = 0; y < to.Height; y++)
        {
            var row = resampled.AsSpan(y * to.Width * image.Channels, to.Width * image.Channels);
            var at = (to.Y + y) * size + to.X;
            if (channels == image.Channels && channels != 4)
                PutRow(row, channels, size * size, pixels[at..]);
            else
                for (var x = 0; x < to.Width; x++)
                    Put(row.Slice(x * image.Channels, image.Channels), channels, background,
                        pixels, size * size, at + x);
        }
        ArrayPool<float>.Shared.Return(resampled);
    }

    /// <summary>A resampled row whose channels stay what they are, into the planes.</summary>
    private static void PutRow(ReadOnlySpan<float> row, int channels, int plane, Span<byte> pixels)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(row.Length);
        Rounding.ToBytes(row, bytes);
        ChannelPlanes.Separate(bytes.AsSpan(0, row.Length), channels, plane, pixels);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static void Fill(Span<byte> pixels, int size, int channels, Colour background)
    {
        var plane = size * size;
        Span<float> clear = [0, 0, 0, 0];
        for (var at = 0; at < plane; at++)
            Put(clear, channels, background, pixels, plane, at);
    }

    /// <summary>One resampled pixel (grey, RGB, or premultiplied RGB and alpha) into the planes.</summary>
    private static void Put(
        ReadOnlySpan<float> pixel, int channels, Colour background, Span<byte> pixels, int plane, int at)
    {
        var (red, green, blue) = pixel.Length == 1 ? (pixel[0], pixel[0], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
        var alpha = pixel.Length == 4 ? Math.Clamp(pixel[3], 0, 255) : 255;
        if (channels == 4)
        {
            var scale = alpha > 0 ? 255 / alpha : 0;
            (pixels[at], pixels[plane + at], pixels[2 * plane + at], pixels[3 * plane + at]) =
                (Rounding.ToByte(red * scale), Rounding.ToByte(green * scale),
                    Rounding.ToByte(blue * scale), Rounding.ToByte(alpha));
            return;
        }
        if (alpha < 255)
        {
            var through = 1 - alpha / 255;
            (red, green, blue) = (
                red + through * background.Red, green + through * background.Green, blue + through * background.Blue);
        }
        if (channels == 1)
            pixels[at] = Rounding.ToByte(pixel.Length == 1 ? red : 0.299f * red + 0.587f * green + 0.114f * blue);
        else
            (pixels[at], pixels[plane + at], pixels[2 * plane + at]) = (
                Rounding.ToByte(red), Rounding.ToByte(green), Rounding.ToByte(blue));
    }
}

/// <summary>A part of an image, in pixels.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">At least 1.</param>
/// <param name="Height">At least 1.</param>
public readonly record struct PixelRectangle(int X, int Y, int Width, int Height);
