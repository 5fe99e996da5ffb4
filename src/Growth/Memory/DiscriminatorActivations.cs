using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Schedule;
using PgGanLab.Growth.Tree;
using static PgGanLab.Growth.Memory.GeneratorActivations;
using static PgGanLab.Growth.Memory.LayerSizes;

namespace PgGanLab.Growth.Memory;

/// <summary>What one image leaves in memory on its way through D and back.</summary>
internal sealed class DiscriminatorActivations
{
    /// <summary>Numbers of the layer that turns colours into maps: convolution and activation.</summary>
    private readonly long colours;

    public DiscriminatorActivations(PhaseRecipe recipe)
    {
        colours = Pixels(recipe.Resolution, recipe.Maps(recipe.Resolution)) * Float32;
        Forward = 2 * colours + Head(recipe) + Pixels(recipe.Resolution, recipe.Root.Channels) * Float32;
        Gradient = 2 * colours;
        Zeros = colours;
        Largest = colours;
        foreach (var resolution in recipe.BlockResolutions())
            Add(recipe, resolution);
        if (recipe.Kind == PhaseKind.FadeIn)
            Forward += (5 * Pixels(recipe.Resolution / 2, recipe.Maps(recipe.Resolution / 2)) + Pixels(recipe.Resolution / 2, recipe.Root.Channels)) * Float32;
    }

    /// <summary>Bytes of one pass: every result that the step's scope keeps.</summary>
    public long Forward { get; private set; }

    /// <summary>Bytes of the scores' gradient by the image that its own differentiation reads again (gradient penalty).</summary>
    public long Gradient { get; private set; }

    /// <summary>Bytes of the gradients that wait, while that gradient is differentiated, for the forward pass to be walked back.</summary>
    public long Zeros { get; private set; }

    /// <summary>Bytes of the largest single result.</summary>
    public long Largest { get; private set; }

    /// <summary>A block: Conv0 and Conv1 with their activations, then the mean of 2x2 pixels.</summary>
    private void Add(PhaseRecipe recipe, int resolution)
    {
        var number = recipe.NumberBytes(resolution);
        var (inputs, outputs) = (Pixels(resolution, recipe.Maps(resolution)) * number, Pixels(resolution, recipe.Maps(resolution / 2)) * number);
        var pooled = outputs / 4;
        Forward += 2 * inputs + (recipe.Layers.FusedScale ? outputs + 3 * pooled : 2 * outputs + pooled);
        if (recipe.Loss.Kind == LossKind.Lsgan)
            Forward += 2 * inputs;                                              // noise on the inputs
        if (recipe.Layers.DiscriminatorNorm == DiscriminatorNorm.Layer)
            Standardize((inputs + outputs) / number);
        if (number < Float32 && resolution == recipe.Resolution || number == Float32 && resolution * 2 <= recipe.Resolution && recipe.NumberBytes(resolution * 2) < Float32)
            Forward += inputs;                                                  // the same numbers in this block's type
        Gradient += 2 * inputs + 2 * outputs;
        Zeros += inputs + 2 * outputs;
        Largest = Math.Max(Largest, Math.Max(inputs, outputs));
    }

    /// <summary>Layer normalization, its gradient, and what waits for that.</summary>
    private void Standardize(long numbers)
    {
        Forward += StandardizationResults * numbers * Float32;
        Gradient += StandardizationResults * numbers * Float32;
        Zeros += StandardizationResults * numbers * Float32;
    }

    /// <summary>Layers at 4 px; small beside the others.</summary>
    private static long Head(PhaseRecipe recipe) => (7 * Pixels(4, recipe.Maps(4)) + 2L * recipe.FeatureMaps[0]) * Float32;
}
