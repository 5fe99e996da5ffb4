using PgGanLab.Growth;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Decoding;

namespace PgGanLab.Tools.Files;

/// <summary>A PNG file as a frame of a video, which knows no opacity.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="File">The file's bytes, without opacity.</param>
internal sealed record OpaquePng(int Width, int Height, byte[] File)
{
    private const long MostPixels = 1L << 30;

    /// <summary>Lays what can be seen through on white; a picture without opacity stays the file that it is.</summary>
    /// <param name="png">A PNG file's bytes.</param>
    /// <param name="name">Whose.</param>
    /// <exception cref="InvalidInputException">It is no image, or damaged.</exception>
    public static OpaquePng Of(byte[] png, string name)
    {
        try
        {
            var header = ImageDecoder.ReadHeader(png);
            return new OpaquePng(header.Width, header.Height, header.Channels == 4 ? OnWhite(png) : png);
        }
        catch (BadImageException e)
        {
            throw new InvalidInputException($"{name} can't be shown: {Readable.Clause(e.Message)}.", e);
        }
    }

    private static byte[] OnWhite(byte[] png)
    {
        using var decoded = ImageDecoder.Decode(png, MostPixels);
        var image = new PixelImage(decoded.Width, decoded.Height, decoded.Channels, decoded.Pixels.ToArray());
        var opaque = new MemoryStream();
        PngWriter.Write(opaque, new PixelImage(image.Width, image.Height, 3, image.ToRgb()));
        return opaque.ToArray();
    }
}
