using NetVips;

namespace PgGanLab.Model.Imaging;

/// <summary>
/// Writes 8-bit grey, RGB and RGBA images as PNG, without filters, so that a terminal's preview can read them simply.
/// </summary>
public static class PngWriter
{
    /// <param name="stream">Need not seek.</param>
    /// <param name="image">Pixels.</param>
    public static void Write(Stream stream, PixelImage image)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(image);
        Vips.Start();
        using var pixels = Image.NewFromMemory(
            image.Pixels, image.Width, image.Height, image.Channels, Enums.BandFormat.Uchar);
        using var coloured = pixels.Copy(
            interpretation: image.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        stream.Write(coloured.PngsaveBuffer(filter: Enums.ForeignPngFilter.None, keep: Enums.ForeignKeep.None));
    }
}
