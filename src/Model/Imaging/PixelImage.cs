namespace PgGanLab.Model.Imaging;

/// <summary>An 8-bit image as files hold it.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">1 (grey), 3 (RGB) or 4 (RGB and alpha).</param>
/// <param name="Pixels">[Height,Width,Channels].</param>
public sealed record PixelImage(int Width, int Height, int Channels, byte[] Pixels)
{
    /// <summary>An image in the networks' order of numbers.</summary>
    /// <param name="planes">[C,R,R].</param>
    /// <param name="channels">C.</param>
    /// <param name="size">R.</param>
    public static PixelImage OfPlanes(ReadOnlySpan<byte> planes, int channels, int size)
    {
        var pixels = new byte[planes.Length];
        var plane = size * size;
        for (var i = 0; i < planes.Length; i++)
            pixels[i % plane * channels + i / plane] = planes[i];
        return new PixelImage(size, size, channels, pixels);
    }

    /// <summary>Grey is repeated, opacity is laid on white.</summary>
    /// <returns>[Height,Width,3].</returns>
    public byte[] ToRgb()
    {
        if (Channels == 3)
            return Pixels;
        var rgb = new byte[Width * Height * 3];
        for (var i = 0; i < Width * Height; i++)
            for (var c = 0; c < 3; c++)
                rgb[3 * i + c] = Channels == 1 ? Pixels[i] : OnWhite(Pixels[4 * i + c], Pixels[4 * i + 3]);
        return rgb;
    }

    private static byte OnWhite(int value, int opacity) =>
        (byte)((value * opacity + 255 * (255 - opacity) + 127) / 255);
}
