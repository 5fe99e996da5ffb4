using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Memory;

/// <summary>How many numbers the networks of a phase hold. Source: paper, table 2.</summary>
public static class ParameterCounts
{
    /// <summary>
    /// Kernels of minibatch discrimination, and numbers of each. Source: official config.py, <c>mbdisc_kernels=100</c>.
    /// </summary>
    internal const int Kernels = 100, KernelSize = 5;

    /// <summary>G's weights and biases.</summary>
    public static long Generator(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var normalized = recipe.Layers.GeneratorNorm == GeneratorNorm.Batch;
        var first = recipe.Maps(4);
        var count = 16L * first * (recipe.Root.LatentSize + recipe.Labels) + first
            + Convolution(first, first, normalized);
        foreach (var resolution in recipe.BlockResolutions())
        {
            var (inputs, outputs) = (recipe.Maps(resolution / 2), recipe.Maps(resolution));
            count += Convolution(inputs, outputs, normalized) + Convolution(outputs, outputs, normalized);
        }
        return count + Colours(recipe, (maps, channels) => (maps + 1) * channels);
    }

    /// <summary>D's weights and biases.</summary>
    public static long Discriminator(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var normalized = recipe.Layers.DiscriminatorNorm == DiscriminatorNorm.Layer;
        var count = Colours(recipe, (maps, channels) => (channels + 1) * maps);
        foreach (var resolution in recipe.BlockResolutions())
        {
            var (inputs, outputs) = (recipe.Maps(resolution), recipe.Maps(resolution / 2));
            count += Convolution(inputs, inputs, normalized) + Convolution(inputs, outputs, normalized);
        }
        return count + Head(recipe, normalized);
    }

    /// <summary>Those of G's numbers that are kernels of 3x3 convolutions.</summary>
    public static long GeneratorKernels(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return 9L * recipe.Maps(4) * recipe.Maps(4)
            + recipe.BlockResolutions().Sum(r => 9L * recipe.Maps(r) * (recipe.Maps(r / 2) + recipe.Maps(r)));
    }

    /// <summary>Numbers of the 4x4 kernels that G's blocks upscale with, made anew for each step.</summary>
    public static long UpscalingKernels(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return recipe.BlockResolutions().Sum(r => 16L * recipe.Maps(r / 2) * recipe.Maps(r));
    }

    /// <summary>Those of D's numbers that are kernels of 3x3 convolutions above 4 px.</summary>
    public static long DiscriminatorKernels(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return recipe.BlockResolutions().Sum(r => 9L * recipe.Maps(r) * (recipe.Maps(r) + recipe.Maps(r / 2)));
    }

    private static long Head(PhaseRecipe recipe, bool normalized)
    {
        var (maps, units) = (recipe.Maps(4), recipe.FeatureMaps[0]);
        var deviation = recipe.Layers.MinibatchLayer == MinibatchLayer.Stddev && recipe.MinibatchStddevGroup > 1
            ? 1
            : 0;
        var features = 16L * maps;
        var count = Convolution(maps + deviation, maps, normalized);
        if (recipe.Layers.MinibatchLayer == MinibatchLayer.Discrimination)
        {
            count += features * Kernels * KernelSize;
            features += Kernels;
        }
        return count + (features + 1) * units + (units + 1L) * (1 + recipe.Labels);
    }

    /// <summary>Of the layer between colours and maps, and of the one that fades out.</summary>
    private static long Colours(PhaseRecipe recipe, Func<long, long, long> layer) =>
        layer(recipe.Maps(recipe.Resolution), recipe.Root.Channels)
        + (recipe.Kind == PhaseKind.FadeIn ? layer(recipe.Maps(recipe.Resolution / 2), recipe.Root.Channels) : 0);

    private static long Convolution(long inputs, long outputs, bool normalized) =>
        (9 * inputs + (normalized ? 3 : 1)) * outputs;
}
