using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Storage;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>Grids of Gs' images, 8 wide and 4 high, from the same latents at every nimg of every experiment.</summary>
internal static class SampleGrid
{
    private const int Columns = 8;
    private const int Rows = 4;

    /// <summary>Draws and stores one grid as PNG. A generator that knows classes draws them in turn.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="state">Whose Gs is drawn.</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <returns>Mean variance of a pixel over the images, for pixels in [-1,1].</returns>
    /// <exception cref="FileNotWrittenException">It could not be stored.</exception>
    public static double Write(string path, TrainingState state, double alpha)
    {
        using var scope = NewDisposeScope();
        var latents = RandomTensors.Normal(
            RandomStream.Seed(0, "samples", 0), [Columns * Rows, state.Generator.LatentSize]);
        var device = state.Gs.Stored.device;
        var labels = state.Generator.ClassesInTurn(0, Columns * Rows, device);
        var pixels = GeneratedPixels.Draw(state.Generator, state.Gs, latents.to(device), alpha, labels);    // [N,C,R,R]
        var grid = ImageGrid.Of(pixels, state.Generator.Channels, state.Generator.Resolution, Columns, Rows);
        WholeFile.Write(path, stream => PngWriter.Write(stream, grid));
        return Variance(pixels, Columns * Rows);
    }

    private static double Variance(byte[] pixels, int images)
    {
        var size = pixels.Length / images;
        var sum = 0.0;
        for (var i = 0; i < size; i++)
        {
            var (first, second) = (0L, 0L);
            for (var n = 0; n < images; n++)
            {
                var value = pixels[n * size + i];
                first += value;
                second += value * value;
            }
            sum += (double)second / images - (double)first * first / images / images;
        }
        return sum / size / (127.5 * 127.5);
    }
}
