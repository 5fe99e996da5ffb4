using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Rates;

/// <summary>What of a phase decides how fast a device trains it.</summary>
/// <param name="Resolution">Pixels.</param>
/// <param name="Minibatch">Images of a step.</param>
/// <param name="Precision"><c>float32</c>, <c>bfloat16</c> or <c>float16</c>, of the fastest layers.</param>
/// <param name="FlopsPerImage">
/// Floating-point operations for each real image shown: the size of both networks, and what the loss asks of them.
/// </param>
public sealed record TrainingLoad(int Resolution, int Minibatch, string Precision, long FlopsPerImage)
{
    /// <summary>The load of a phase.</summary>
    public static TrainingLoad Of(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var shape = NetworkShape.Of(recipe);
        var g = Forward(new GeneratorLayers(shape).All);
        var d = Forward(new DiscriminatorLayers(shape).All);
        // a way back takes two ways forth; a penalty's gradient is taken once more, and its own gradient after that
        var penalty = recipe.Loss.Kind == LossKind.Lsgan ? 0 : 6 * d;
        var discriminatorStep = g + 6 * d + penalty;
        var generatorStep = 3 * g + 2 * d;
        return new TrainingLoad(recipe.Resolution, recipe.Minibatch, PrecisionOf(recipe.Arithmetic),
            discriminatorStep + generatorStep / recipe.CriticRepeats);
    }

    private static string PrecisionOf(ArithmeticOptions arithmetic) => arithmetic.LowPrecision == LowPrecision.Off
        ? "float32"
        : arithmetic.LowPrecision.ToString().ToLowerInvariant();

    /// <summary>Operations of one way through the layers, for one image.</summary>
    private static long Forward(IEnumerable<NetworkLayer> layers) => layers.Sum(layer => layer.Kind switch
    {
        LayerKind.Dense or LayerKind.MinibatchDiscrimination => 2 * layer.Weight.Count,
        // 4x4 kernels before each pixel is made four
        LayerKind.UpscalingConvolution => 8 * layer.Weight.Count * Pixels(layer) / 9,
        _ => 2 * layer.Weight.Count * Pixels(layer),
    });

    private static long Pixels(NetworkLayer layer) => (long)layer.Resolution * layer.Resolution;
}

/// <summary>
/// The loads of many phases: those that differ in nothing that decides it, as in a learning rate, are reckoned once.
/// </summary>
public sealed class TrainingLoads
{
    private readonly Dictionary<object, TrainingLoad> known = [];

    /// <inheritdoc cref="TrainingLoad.Of"/>
    public TrainingLoad Of(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        object alike = (
            NetworkShape.Of(recipe) with { FeatureMaps = [] }, string.Join(',', recipe.FeatureMaps), recipe.Minibatch,
            recipe.Loss.Kind, recipe.CriticRepeats);
        if (!known.TryGetValue(alike, out var load))
            known.Add(alike, load = TrainingLoad.Of(recipe));
        return load;
    }
}
