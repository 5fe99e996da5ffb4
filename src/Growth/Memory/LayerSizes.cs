using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Memory;

/// <summary>Which layers a phase's networks have, and how wide they are.</summary>
internal static class LayerSizes
{
    /// <summary>Bytes of a float32 number.</summary>
    public const int Float32 = 4;

    /// <summary>Bytes of a bfloat16 or float16 number.</summary>
    public const int Float16 = 2;

    /// <summary>Feature maps of the layers at <paramref name="resolution"/> px.</summary>
    public static int Maps(this PhaseRecipe recipe, int resolution) =>
        recipe.FeatureMaps[ConfigurationRules.StageOf(resolution)];

    /// <summary>Bytes of one number of the blocks at <paramref name="resolution"/> px.</summary>
    public static int NumberBytes(this PhaseRecipe recipe, int resolution) =>
        recipe.Arithmetic.LowPrecision != LowPrecision.Off && resolution >= recipe.Arithmetic.LowPrecisionFrom
            ? Float16
            : Float32;

    /// <summary>Resolutions above 4 px that have layers, lowest first.</summary>
    public static IEnumerable<int> BlockResolutions(this PhaseRecipe recipe)
    {
        for (var resolution = 8; resolution <= recipe.Resolution; resolution *= 2)
            yield return resolution;
    }

    /// <summary>Images that some layer looks at together; a minibatch is split into shares of whole sets.</summary>
    public static int SetSize(this PhaseRecipe recipe) => recipe.Layers switch
    {
        { MinibatchLayer: MinibatchLayer.Discrimination } or { GeneratorNorm: GeneratorNorm.Batch } => recipe.Minibatch,
        { MinibatchLayer: MinibatchLayer.Stddev } => Math.Min(recipe.MinibatchStddevGroup, recipe.Minibatch),
        _ => 1,
    };
}
