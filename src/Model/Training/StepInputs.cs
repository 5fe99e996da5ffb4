using System.Runtime.InteropServices;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Determinism;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Data;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>
/// What a training step is fed, as a pure function of (recipe, dataset, nimg): no history, hence
/// the same after any resume.
/// </summary>
public sealed class StepInputs
{
    private readonly PhaseRecipe recipe;
    private readonly ImageDataset dataset;
    private readonly Device device;
    private readonly RealOrder order;

    public StepInputs(PhaseRecipe recipe, ImageDataset dataset, Device device)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(dataset);
        this.recipe = recipe;
        this.dataset = dataset;
        this.device = device;
        order = new RealOrder(dataset, recipe.Root.Seed, recipe.LabelSampling);
    }

    /// <summary>What D's step that begins at <paramref name="nimg"/> sees.</summary>
    public DiscriminatorInputs Discriminator(long nimg, double alpha) => new(
        nimg, Reals(nimg, alpha), Latents("latents/d", nimg),
        RandomTensors.Uniform(Seed("mix", nimg), [recipe.Minibatch]).to(device),
        recipe.Labels == 0 ? null : OneHot.Of([.. Enumerable.Range(0, recipe.Minibatch)
            .Select(i => dataset.Label(order.At(nimg + i)))], recipe.Labels, device));

    /// <summary>What G's own step that begins at <paramref name="nimg"/> draws.</summary>
    public GeneratorInputs Generator(long nimg) =>
        new(nimg, Latents("latents/g", nimg),
            recipe.Labels == 0 ? null : OneHot.Of(DrawnLabels(nimg), recipe.Labels, device));

    /// <summary>
    /// [N,C,R,R] real images number nimg, nimg + 1, … of the run, in [-1,1]. Each pixel is written once, from the
    /// mapped file into the tensor's own memory; another device then takes a copy of that.
    /// </summary>
    private Tensor Reals(long nimg, double alpha)
    {
        var (channels, size) = (recipe.Root.Channels, recipe.Resolution);
        var plane = size * size;
        var mirrored = Mirrored(nimg);
        var batch = empty([recipe.Minibatch, channels, size, size], ScalarType.Float32);
        var values = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var i = 0; i < recipe.Minibatch; i++)
        {
            var image = dataset.Image(size, order.At(nimg + i));                // [C,R,R]
            for (var channel = 0; channel < channels; channel++)
                RealImages.Process(image.Slice(channel * plane, plane), size, mirrored[i], alpha,
                    values.Slice((i * channels + channel) * plane, plane));
        }
        return batch.to(device);
    }

    private Tensor Latents(string stream, long nimg) =>
        RandomTensors.Normal(Seed(stream, nimg), [recipe.Minibatch, recipe.Root.LatentSize]).to(device);

    /// <summary>
    /// Classes as the dataset has them (those of images picked at random), or all equally likely; never one without
    /// an image.
    /// </summary>
    private int[] DrawnLabels(long nimg)
    {
        var balanced = recipe.LabelSampling == LabelSampling.Balanced;
        using var drawn = RandomTensors.Whole(
            Seed("labels/g", nimg), 0, balanced ? dataset.Classes.Length : dataset.Facts.Images, [recipe.Minibatch]);
        return [.. drawn.data<long>().ToArray().Select(i => (int)i)
            .Select(i => balanced ? dataset.Classes[i] : dataset.Label(i))];
    }

    private bool[] Mirrored(long nimg)
    {
        if (!recipe.Mirror)
            return new bool[recipe.Minibatch];
        using var coins = RandomTensors.Uniform(Seed("mirror", nimg), [recipe.Minibatch]);
        return [.. coins.data<float>().ToArray().Select(coin => coin < 0.5f)];
    }

    private long Seed(string stream, long nimg) => RandomStream.Seed(recipe.Root.Seed, stream, nimg);
}

/// <summary>What one step of D is fed.</summary>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Reals">[N,C,R,R] in [-1,1].</param>
/// <param name="Latents">[N,L].</param>
/// <param name="Mix">[N] in [0,1).</param>
/// <param name="Labels">[N,K] one-hot, of the reals; null without classes.</param>
public sealed record DiscriminatorInputs(long Nimg, Tensor Reals, Tensor Latents, Tensor Mix, Tensor? Labels = null);

/// <summary>What one step of G is fed.</summary>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Latents">[N,L].</param>
/// <param name="Labels">[N,K] one-hot; null without classes.</param>
public sealed record GeneratorInputs(long Nimg, Tensor Latents, Tensor? Labels = null);
