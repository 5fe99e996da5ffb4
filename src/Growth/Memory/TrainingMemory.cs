using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Memory;

/// <summary>
/// Estimate of the device memory that training a phase takes at its peak: what its tensors hold. Counted layer by layer
/// from what a step keeps, and tested against measured peaks. What a runtime, a CUDA context or a caching allocator
/// takes besides is not in it.
/// </summary>
public static class TrainingMemory
{
    /// <summary>
    /// Images of a generator that are drawn at once, and how many with batch normalization,
    /// beside its reference images.
    /// </summary>
    private const int DrawnAtOnce = 8, MostDrawn = 64;

    /// <summary>What a phase asks of a device.</summary>
    public static MemoryNeed Need(PhaseRecipe recipe) =>
        new(Bytes(recipe, LargestShare(recipe)), Bytes(recipe, recipe.SetSize()));

    /// <summary>
    /// Most images that a device of <paramref name="memory"/> bytes can take at once; null when not
    /// even one set of images fits.
    /// </summary>
    public static int? LargestShare(PhaseRecipe recipe, long? memory)
    {
        var set = recipe.SetSize();
        for (var share = LargestShare(recipe); share >= set; share -= set)
            if (memory is null || Bytes(recipe, share) <= memory)
                return share;
        return null;
    }

    /// <summary>Bytes at the peak of a step that takes <paramref name="share"/> images at once.</summary>
    public static long Bytes(PhaseRecipe recipe, int share)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var (g, d) = (ParameterCounts.Generator(recipe) * LayerSizes.Float32,
            ParameterCounts.Discriminator(recipe) * LayerSizes.Float32);
        var image = GeneratorActivations.Pixels(recipe.Resolution, recipe.Root.Channels) * LayerSizes.Float32;
        return Kept(recipe, g, d) + recipe.Minibatch * image
            + Math.Max(DiscriminatorStep(recipe, share, d, image),
                Math.Max(GeneratorStep(recipe, share, g, d, image), Drawing(recipe, g)));
    }

    private static int LargestShare(PhaseRecipe recipe) =>
        recipe.MaxMinibatchPerDevice == 0
            ? recipe.Minibatch
            : recipe.MaxMinibatchPerDevice / recipe.SetSize() * recipe.SetSize();

    /// <summary>G, Gs and D, each stored with its scales, and Adam's moments.</summary>
    private static long Kept(PhaseRecipe recipe, long g, long d) =>
        2 * (g + g + d) + (recipe.AdamBeta1 == 0 ? 1 : 2) * (g + d);

    /// <summary>G's way to the fakes is gone before D's begins, and takes less than G's own step does.</summary>
    private static long DiscriminatorStep(PhaseRecipe recipe, int share, long d, long image)
    {
        var activations = new DiscriminatorActivations(recipe);
        var kernels = ParameterCounts.DiscriminatorKernels(recipe);
        var penalized = recipe.Loss.Kind != LossKind.Lsgan;
        var passes = penalized ? 3 : 2;
        var forward = passes * activations.Forward + (penalized ? 5 : 1) * image + 2 * Augmented(recipe, image);
        var backward = 3 * share * activations.Largest;
        if (penalized && activations.WrittenOut)
            forward += activations.Gradient + 3 * image;
        else if (penalized)
            backward = share * Math.Max(activations.Gradient + 3 * image + 2 * activations.Largest, activations.Waiting)
                + d;
        return Bound(d, kernels) + share * forward + passes * Discrimination(recipe, share) + Math.Max(backward, 3 * d)
            + Gradients(recipe, share, d, image);
    }

    private static long GeneratorStep(PhaseRecipe recipe, int share, long g, long d, long image)
    {
        var activations = new DiscriminatorActivations(recipe);
        var forward = GeneratorActivations.Of(recipe) + activations.Forward + Augmented(recipe, image);
        return Bound(g, ParameterCounts.GeneratorKernels(recipe))
            + ParameterCounts.UpscalingKernels(recipe) * LayerSizes.Float32
            + Bound(d, ParameterCounts.DiscriminatorKernels(recipe))
            + share * forward + Discrimination(recipe, share) + Math.Max(3 * share * activations.Largest, 3 * g)
            + Gradients(recipe, share, g, image);
    }

    /// <summary>
    /// A network's numbers as layers use them: scaled, and kernels once more, arranged like the activations.
    /// </summary>
    private static long Bound(long parameters, long kernels) => parameters + kernels * LayerSizes.Float32;

    /// <summary>Samples and measurements between steps: images of Gs, or of a fresh generator.</summary>
    private static long Drawing(PhaseRecipe recipe, long g) =>
        4 * g + (recipe.Layers.GeneratorNorm == GeneratorNorm.Batch ? MostDrawn : DrawnAtOnce)
            * GeneratorActivations.Of(recipe);

    /// <summary>Each share's copy of its images, and the gradients that earlier shares left.</summary>
    private static long Gradients(PhaseRecipe recipe, int share, long parameters, long image) =>
        share >= recipe.Minibatch ? 0 : share * image + ((recipe.Minibatch + share - 1) / share - 1) * parameters;

    /// <summary>Results of differentiable augmentation, a set of images each.</summary>
    private static long Augmented(PhaseRecipe recipe, long image) =>
        (recipe.Augment.Color ? 8 : 0) * image + (recipe.Augment.Translation ? 4 : 0) * image
        + (recipe.Augment.Cutout ? 2 : 0) * image;

    /// <summary>Distances between all pairs of images of a share.</summary>
    private static long Discrimination(PhaseRecipe recipe, long share) =>
        recipe.Layers.MinibatchLayer == MinibatchLayer.Discrimination
            ? share * share * ParameterCounts.Kernels * (2 * ParameterCounts.KernelSize + 3) * LayerSizes.Float32
            : 0;
}
