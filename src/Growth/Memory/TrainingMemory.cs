using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using static PgGanLab.Growth.Memory.NumberSize;

namespace PgGanLab.Growth.Memory;

/// <summary>
/// Estimate of the device memory that training a phase takes at its peak: what its tensors hold. Counted layer by layer
/// from what a step keeps, and tested against measured peaks. What a runtime, a CUDA context or a caching allocator
/// takes besides is not in it.
/// </summary>
public sealed class TrainingMemory
{
    private readonly PhaseRecipe recipe;
    private readonly NetworkShape shape;
    private readonly GeneratorLayers generator;
    private readonly DiscriminatorLayers discriminator;
    private readonly DiscriminatorActivations activations;

    /// <summary>Bytes of the parameters of G and of D, and of one image.</summary>
    private readonly long g, d, image;

    private TrainingMemory(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        this.recipe = recipe;
        shape = NetworkShape.Of(recipe);
        generator = new GeneratorLayers(shape);
        discriminator = new DiscriminatorLayers(shape);
        activations = new DiscriminatorActivations(shape, discriminator, noise: recipe.Loss.Kind == LossKind.Lsgan);
        g = generator.Parameters.Count * Float32;
        d = discriminator.Parameters.Count * Float32;
        image = generator.ToRgb.Results * Float32;
    }

    /// <summary>What a phase asks of a device.</summary>
    public static MemoryNeed Need(PhaseRecipe recipe)
    {
        var estimate = new TrainingMemory(recipe);
        return new MemoryNeed(estimate.Bytes(estimate.LargestShare()), estimate.Bytes(estimate.SetSize));
    }

    /// <summary>
    /// Most images that a device of <paramref name="memory"/> bytes can take at once; null when not
    /// even one set of images fits.
    /// </summary>
    public static int? LargestShare(PhaseRecipe recipe, long? memory)
    {
        var estimate = new TrainingMemory(recipe);
        for (var share = estimate.LargestShare(); share >= estimate.SetSize; share -= estimate.SetSize)
            if (memory is null || estimate.Bytes(share) <= memory)
                return share;
        return null;
    }

    /// <summary>Bytes at the peak of a step that takes <paramref name="share"/> images at once.</summary>
    public static long Bytes(PhaseRecipe recipe, int share) => new TrainingMemory(recipe).Bytes(share);

    /// <summary>Images that some layer looks at together; a minibatch is split into shares of whole sets.</summary>
    private int SetSize => Math.Min(shape.SetSize, recipe.Minibatch);

    private int LargestShare() => recipe.MaxMinibatchPerDevice == 0
        ? recipe.Minibatch
        : recipe.MaxMinibatchPerDevice / SetSize * SetSize;

    private long Bytes(int share) => Kept() + recipe.Minibatch * image
        + Math.Max(DiscriminatorStep(share), Math.Max(GeneratorStep(share), Drawing()));

    /// <summary>G, Gs and D, each stored with its scales, and Adam's moments.</summary>
    private long Kept() => 2 * (g + g + d) + (recipe.AdamBeta1 == 0 ? 1 : 2) * (g + d);

    /// <summary>G's way to the fakes is gone before D's begins, and takes less than G's own step does.</summary>
    private long DiscriminatorStep(int share)
    {
        var penalized = recipe.Loss.Kind != LossKind.Lsgan;
        var passes = penalized ? 3 : 2;
        var forward = passes * activations.Forward + (penalized ? 5 : 1) * image + 2 * Augmented();
        var backward = 3 * share * activations.Largest;
        if (penalized && activations.WrittenOut)
            forward += activations.Gradient + 3 * image;
        else if (penalized)
            backward = share * Math.Max(activations.Gradient + 3 * image + 2 * activations.Largest, activations.Waiting)
                + d;
        return ScaledDiscriminator() + share * forward + passes * Discrimination(share) + Math.Max(backward, 3 * d)
            + Gradients(share, d);
    }

    private long GeneratorStep(int share)
    {
        var forward = GeneratorActivations.Of(shape, generator) + activations.Forward + Augmented();
        return ScaledGenerator() + ScaledDiscriminator()
            + share * forward + Discrimination(share) + Math.Max(3 * share * activations.Largest, 3 * g)
            + Gradients(share, g);
    }

    /// <summary>
    /// G's numbers as layers use them: scaled, kernels once more, arranged like the activations, and the 4x4 kernels
    /// that upscale, made of those.
    /// </summary>
    private long ScaledGenerator() => g + Float32 * (
        generator.All.Where(layer => layer.IsConvolution).Sum(layer => layer.Weight.Count)
        + generator.Blocks.Sum(block => 16L * block.Conv0.Inputs * block.Conv0.Outputs));

    /// <summary>The same of D; the kernel at 4 px is small beside the others.</summary>
    private long ScaledDiscriminator() =>
        d + Float32 * discriminator.Blocks.Sum(block => block.Conv0.Weight.Count + block.Conv1.Weight.Count);

    /// <summary>Samples and measurements between steps: images of Gs, or of a fresh generator.</summary>
    private long Drawing() => 4 * g + GeneratorActivations.Of(shape, generator)
        * (shape.Layers.GeneratorNorm == GeneratorNorm.Batch ? 2 * DrawingBatch.References : DrawingBatch.AtOnce);

    /// <summary>Each share's copy of its images, and the gradients that earlier shares left.</summary>
    private long Gradients(int share, long parameters) => share >= recipe.Minibatch
        ? 0
        : share * image + ((recipe.Minibatch + share - 1) / share - 1) * parameters;

    /// <summary>Results of differentiable augmentation, a set of images each.</summary>
    private long Augmented() => (recipe.Augment.Color ? 8 : 0) * image + (recipe.Augment.Translation ? 4 : 0) * image
        + (recipe.Augment.Cutout ? 2 : 0) * image;

    /// <summary>Distances between all pairs of images of a share.</summary>
    private long Discrimination(long share) => discriminator.Discrimination is null
        ? 0
        : share * share * DiscriminationKernels.Count * (2 * DiscriminationKernels.Size + 3) * Float32;
}

/// <summary>How many images of a generator people and metrics have drawn at a time.</summary>
public static class DrawingBatch
{
    /// <summary>So few take less memory than any training step.</summary>
    public const int AtOnce = 8;

    /// <summary>
    /// Reference images of batch normalization, whose statistics count, and how many others are drawn beside them.
    /// </summary>
    public const int References = 32;
}
