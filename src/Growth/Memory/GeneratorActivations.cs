using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Memory;

/// <summary>
/// What one image leaves in memory on its way through G. A step's dispose scope keeps the result of every operation to
/// its end, whether a gradient needs it or not, so all of them count.
/// </summary>
internal static class GeneratorActivations
{
    /// <summary>
    /// Operations of a standardization (mean removed, square, normal, gain, bias), each of which leaves a float32
    /// result.
    /// </summary>
    public const int StandardizationResults = 5;

    /// <summary>Bytes.</summary>
    public static long Of(PhaseRecipe recipe)
    {
        var latent = 3L * recipe.Root.LatentSize * LayerSizes.Float32;
        var first = Pixels(4, recipe.Maps(4));
        // dense, arranged, bias
        var bytes = latent + 3 * first * LayerSizes.Float32 + Normalization(recipe, first, LayerSizes.Float32)
            + Layer(recipe, first, LayerSizes.Float32);
        foreach (var resolution in recipe.BlockResolutions())
        {
            var (number, outputs) = (recipe.NumberBytes(resolution), Pixels(resolution, recipe.Maps(resolution)));
            bytes += 2 * Layer(recipe, outputs, number);                                        // Conv0, Conv1
            if (recipe.NumberBytes(resolution / 2) != number)
                bytes += Pixels(resolution / 2, recipe.Maps(resolution / 2)) * number;          // what Conv0 reads
        }
        if (recipe.NumberBytes(recipe.Resolution) < LayerSizes.Float32)
            // what ToRGB reads
            bytes += Pixels(recipe.Resolution, recipe.Maps(recipe.Resolution)) * LayerSizes.Float32;
        return bytes + Pixels(recipe.Resolution, recipe.Root.Channels) * LayerSizes.Float32
            * (recipe.Kind == PhaseKind.FadeIn ? 5 : 1);
    }

    /// <summary>Numbers of some maps.</summary>
    public static long Pixels(int resolution, int maps) => (long)maps * resolution * resolution;

    /// <summary>Convolution, activation, normalization.</summary>
    private static long Layer(PhaseRecipe recipe, long numbers, int number) =>
        numbers * number + Normalization(recipe, numbers, number);

    /// <summary>
    /// Activation (leaky ReLU works in place), and what normalizes before or after it; in low
    /// precision it reads a float32 copy.
    /// </summary>
    private static long Normalization(PhaseRecipe recipe, long numbers, int number)
    {
        var copies = number < LayerSizes.Float32 ? LayerSizes.Float32 : 0;
        return numbers * ((recipe.Layers.LeakyRelu ? 0 : number) + recipe.Layers.GeneratorNorm switch
        {
            GeneratorNorm.Pixel => LayerSizes.Float32 + number + copies,
            GeneratorNorm.Batch => StandardizationResults * LayerSizes.Float32 + copies + (copies > 0 ? number : 0),
            _ => 0,
        });
    }
}
