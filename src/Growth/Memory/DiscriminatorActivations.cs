using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using static PgGanLab.Growth.Memory.GeneratorActivations;
using static PgGanLab.Growth.Memory.LayerSizes;

namespace PgGanLab.Growth.Memory;

/// <summary>What one image leaves in memory on its way through D and back, in bytes.</summary>
internal sealed class DiscriminatorActivations
{
    private readonly PhaseRecipe recipe;

    public DiscriminatorActivations(PhaseRecipe recipe)
    {
        this.recipe = recipe;
        var colours = Pixels(recipe.Resolution, recipe.Maps(recipe.Resolution));
        var image = Pixels(recipe.Resolution, recipe.Root.Channels) * Float32;
        Forward = 2 * colours * Float32 + image + Head(recipe);
        Gradient = (WrittenOut ? 1 : 2) * colours * Float32 + Head(recipe);
        Largest = colours * Float32;
        Waiting = WrittenOut ? 0 : colours * Float32;
        foreach (var resolution in recipe.BlockResolutions())
            Add(resolution);
        if (recipe.Kind == PhaseKind.FadeIn)
            AddOld(image);
    }

    /// <summary>One pass: every result that the step's scope keeps.</summary>
    public long Forward { get; private set; }

    /// <summary>
    /// The scores' gradient by the image and what its own differentiation reads again (gradient penalty).
    /// </summary>
    public long Gradient { get; private set; }

    /// <summary>
    /// Where autograd leads that gradient: those that wait, while it is differentiated, for the
    /// forward pass to be walked back.
    /// </summary>
    public long Waiting { get; private set; }

    /// <summary>The largest single result.</summary>
    public long Largest { get; private set; }

    /// <summary>
    /// Whether the way back of the gradient penalty is written out as operations; layer
    /// normalization is left to autograd.
    /// </summary>
    public bool WrittenOut => recipe.Layers.DiscriminatorNorm == DiscriminatorNorm.None;

    /// <summary>A block: Conv0 and Conv1, activated in place, then the mean of 2x2 pixels.</summary>
    private void Add(int resolution)
    {
        var number = recipe.NumberBytes(resolution);
        var (inputs, outputs) = (
            Pixels(resolution, recipe.Maps(resolution)), Pixels(resolution, recipe.Maps(resolution / 2)));
        Forward += (inputs + outputs + outputs / 4) * number;
        if (recipe.Layers.FusedScale)
            Forward += outputs / 4 * number;                                    // the bias is added after pooling
        if (recipe.Loss.Kind == LossKind.Lsgan)
            Forward += 2 * inputs * number;                                     // noise on the inputs
        if (NewType(resolution))
            Forward += inputs * number;
        Largest = Math.Max(Largest, Math.Max(inputs, outputs) * number);
        if (WrittenOut)
            AddWayBack(inputs, outputs, number);
        else
            AddStandardized(inputs, outputs, number);
    }

    /// <summary>Gradients led back through pooling, Conv1 and Conv0, and each through an activation.</summary>
    private void AddWayBack(long inputs, long outputs, int number)
    {
        var sloped = recipe.Layers.FusedScale ? outputs / 4 : outputs;
        Gradient += (outputs / 4 + outputs + sloped + 3 * inputs) * number;
    }

    private void AddStandardized(long inputs, long outputs, int number)
    {
        var standardized = StandardizationResults * (inputs + outputs) * Float32;
        Forward += standardized;
        Gradient += 2 * (inputs + outputs) * number + standardized;
        Waiting += (inputs + 2 * outputs) * number + standardized;
    }

    /// <summary>The next lower resolution's colours, blended in, and their way back.</summary>
    private void AddOld(long image)
    {
        var old = Pixels(recipe.Resolution / 2, recipe.Maps(recipe.Resolution / 2));
        Forward += 5 * old * Float32 + image / 4;
        if (WrittenOut)
            Gradient += 3 * old * Float32 + 5 * image / 2;
    }

    /// <summary>Whether a block computes in another type than the layer before it.</summary>
    private bool NewType(int resolution) => resolution == recipe.Resolution
        ? recipe.NumberBytes(resolution) < Float32
        : recipe.NumberBytes(resolution) > recipe.NumberBytes(resolution * 2);

    /// <summary>Layers at 4 px; small beside the others.</summary>
    private static long Head(PhaseRecipe recipe) =>
        (6 * Pixels(4, recipe.Maps(4)) + 2L * recipe.FeatureMaps[0]) * Float32;
}
