using PgGanLab.Model.Imaging;

namespace PgGanLab.Tools.Files;

/// <summary>Between the networks' order of pixels and that of files.</summary>
internal static class Planes
{
    /// <summary>[C,R,R] to an image.</summary>
    public static PixelImage Interleaved(ReadOnlySpan<byte> planes, int channels, int size)
    {
        var image = new PixelImage(size, size, channels, new byte[planes.Length]);
        for (var i = 0; i < planes.Length; i++)
            image.Pixels[i % (size * size) * channels + i / (size * size)] = planes[i];
        return image;
    }

    /// <summary>An image's pixels as RGB: grey is repeated, opacity is laid on white.</summary>
    /// <returns>[Height,Width,3].</returns>
    public static byte[] Rgb(PixelImage image)
    {
        if (image.Channels == 3)
            return image.Pixels;
        var rgb = new byte[image.Width * image.Height * 3];
        for (var i = 0; i < image.Width * image.Height; i++)
            for (var c = 0; c < 3; c++)
                rgb[3 * i + c] = image.Channels == 1 ? image.Pixels[i] : OnWhite(image.Pixels[4 * i + c], image.Pixels[4 * i + 3]);
        return rgb;
    }

    private static byte OnWhite(int value, int opacity) => (byte)((value * opacity + 255 * (255 - opacity) + 127) / 255);
}
