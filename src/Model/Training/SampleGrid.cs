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

    /// <summary>Draws and stores one grid as PNG.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="state">Whose Gs is drawn.</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <exception cref="FileNotWrittenException">It could not be stored.</exception>
    public static void Write(string path, TrainingState state, double alpha)
    {
        using var scope = NewDisposeScope();
        var latents = RandomTensors.Normal(RandomStream.Seed(0, "samples", 0), [Columns * Rows, state.Generator.LatentSize]);
        var pixels = GeneratedPixels.Draw(state.Generator, state.Gs, latents.to(state.Gs.Stored.device), alpha);      // [N,C,R,R]
        var grid = ImageGrid.Of(pixels, state.Generator.Channels, state.Generator.Resolution, Columns, Rows);
        WholeFile.Write(path, stream => PngWriter.Write(stream, grid));
    }
}
