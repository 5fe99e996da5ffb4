namespace PgGanLab.Model.Imaging;

/// <summary>Puts equally large images side by side, small ones enlarged so that a person sees something.</summary>
public static class ImageGrid
{
    /// <summary>Least pixels of one image in the grid.</summary>
    private const int LeastSide = 64;

    /// <param name="images">[rows*columns,C,R,R].</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="size">R.</param>
    /// <param name="columns">Images beside each other.</param>
    /// <param name="rows">Images below each other.</param>
    public static PixelImage Of(ReadOnlySpan<byte> images, int channels, int size, int columns, int rows)
    {
        var scale = Math.Max(1, LeastSide / size);
        var cell = size * scale;
        var grid = new PixelImage(
            columns * cell, rows * cell, channels, new byte[columns * cell * rows * cell * channels]);
        for (var y = 0; y < grid.Height; y++)
            for (var x = 0; x < grid.Width; x++)
                for (var channel = 0; channel < channels; channel++)
                {
                    var image = y / cell * columns + x / cell;
                    grid.Pixels[(y * grid.Width + x) * channels + channel] =
                        images[((image * channels + channel) * size + y % cell / scale) * size + x % cell / scale];
                }
        return grid;
    }
}
