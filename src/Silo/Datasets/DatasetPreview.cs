using PgGanLab.Growth;
using PgGanLab.Model.Data;
using PgGanLab.Model.Imaging;

namespace PgGanLab.Silo.Datasets;

/// <summary>Draws some of a dataset's images.</summary>
internal static class DatasetPreview
{
    private const int MostAcross = 32;

    /// <returns>A PNG.</returns>
    /// <exception cref="InvalidInputException">A number is out of its range.</exception>
    /// <exception cref="DatasetDamagedException">A file is missing or not what was stored.</exception>
    public static byte[] Draw(string folder, int resolution, int columns, int rows)
    {
        if (columns is < 1 or > MostAcross || rows is < 1 or > MostAcross)
            throw new InvalidInputException(
                $"The grid is {columns}x{rows}; it must be 1x1 to {MostAcross}x{MostAcross}.");
        using var dataset = ImageDataset.Open(folder);
        var facts = dataset.Facts;
        if (resolution < 4 || resolution > facts.Resolution || (resolution & (resolution - 1)) != 0)
            throw new InvalidInputException(
                $"resolution is {resolution}; it must be a power of two from 4 to {facts.Resolution}.");
        var (size, cells) = (facts.Channels * resolution * resolution, columns * rows);
        var images = new byte[cells * size];
        for (var i = 0; i < Math.Min(cells, facts.Images); i++)
            dataset.Image(resolution, (int)((long)i * facts.Images / Math.Min(cells, facts.Images)))
                .CopyTo(images.AsSpan(i * size));
        var png = new MemoryStream();
        PngWriter.Write(png, ImageGrid.Of(images, facts.Channels, resolution, columns, rows));
        return png.ToArray();
    }
}
