using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// The random directions that SWD looks along: 4 x 128 at each pyramid level, uniform on the sphere (normal numbers,
/// divided by their length). Source: official metrics/sliced_wasserstein.py, <c>sliced_wasserstein</c> with
/// <c>dir_repeats=4, dirs_per_repeat=128</c>.
/// </summary>
internal static class SwdDirections
{
    private const int Repeats = 4;
    private const int PerRepeat = 128;
    private const int PatchArea = PatchDescriptors.PatchSize * PatchDescriptors.PatchSize;

    /// <summary>Draws the directions of one level.</summary>
    /// <param name="seed">The protocol's.</param>
    /// <param name="width">
    /// Numbers of a descriptor, C*49. One channel stands for three equal ones, which get directions of their own.
    /// </param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <returns>[C*49,512], each column of length 1; C is 3 for grey images.</returns>
    public static Tensor Draw(long seed, int width, int level) =>
        cat(Enumerable.Range(0, Repeats).Select(repeat => Some(seed, width, level, repeat)).ToArray(), 1);

    private static Tensor Some(long seed, int width, int level, int repeat)
    {
        var size = width == PatchArea ? 3 * PatchArea : width;
        var directions = RandomTensors.Normal(SwdProtocol.Seed(seed, "directions", level, repeat), [size, PerRepeat]);
        return directions / directions.Squared().sum([0], keepdim: true).sqrt();
    }
}
