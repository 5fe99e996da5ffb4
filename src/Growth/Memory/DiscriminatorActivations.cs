using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using static PgGanLab.Growth.Memory.GeneratorActivations;
using static PgGanLab.Growth.Memory.NumberSize;

namespace PgGanLab.Growth.Memory;

/// <summary>What one image leaves in memory on its way through D and back, in bytes.</summary>
internal sealed class DiscriminatorActivations
{
    private readonly NetworkShape shape;
    private readonly bool noise;

    /// <param name="shape">What decides the layers.</param>
    /// <param name="layers">D's.</param>
    /// <param name="noise">Whether the layers' inputs are disturbed.</param>
    public DiscriminatorActivations(NetworkShape shape, DiscriminatorLayers layers, bool noise)
    {
        (this.shape, this.noise) = (shape, noise);
        var colours = layers.FromRgb.Results;
        var image = (long)shape.Channels * shape.Resolution * shape.Resolution * Float32;
        Forward = 2 * colours * Float32 + image + Head(layers);
        Gradient = (WrittenOut ? 1 : 2) * colours * Float32 + Head(layers);
        Largest = colours * Float32;
        Waiting = WrittenOut ? 0 : colours * Float32;
        foreach (var block in layers.Blocks)
            Add(block);
        if (layers.OldFromRgb is { } old)
            AddOld(old.Results, image);
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
    public bool WrittenOut => shape.Layers.DiscriminatorNorm == DiscriminatorNorm.None;

    /// <summary>A block: Conv0 and Conv1, activated in place, then the mean of 2x2 pixels.</summary>
    private void Add(BlockLayers block)
    {
        var number = At(block.Resolution, shape);
        var (inputs, outputs) = (block.Conv0.Results, block.Conv1.Results);
        Forward += (inputs + outputs + outputs / 4) * number;
        if (shape.Layers.FusedScale)
            Forward += outputs / 4 * number;                                    // the bias is added after pooling
        if (noise)
            Forward += 2 * inputs * number;
        if (NewType(block.Resolution))
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
        var sloped = shape.Layers.FusedScale ? outputs / 4 : outputs;
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
    private void AddOld(long old, long image)
    {
        Forward += 5 * old * Float32 + image / 4;
        if (WrittenOut)
            Gradient += 3 * old * Float32 + 5 * image / 2;
    }

    /// <summary>Whether a block computes in another type than the layer before it.</summary>
    private bool NewType(int resolution) => resolution == shape.Resolution
        ? At(resolution, shape) < Float32
        : At(resolution, shape) > At(resolution * 2, shape);

    /// <summary>Layers at 4 px; small beside the others.</summary>
    private static long Head(DiscriminatorLayers layers) =>
        (6 * layers.Conv.Results + 2L * layers.Dense0.Outputs) * Float32;
}
