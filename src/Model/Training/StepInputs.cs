using PgGanLab.Growth.Determinism;
using PgGanLab.Growth.Tree;
using PgGanLab.Model.Data;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>What a training step is fed, as a pure function of (recipe, dataset, nimg): no history, hence the same after any resume.</summary>
public sealed class StepInputs
{
    private readonly PhaseRecipe recipe;
    private readonly ImageDataset dataset;
    private readonly Device device;
    private readonly DataOrder order;
    private readonly float[] reals;

    public StepInputs(PhaseRecipe recipe, ImageDataset dataset, Device device)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(dataset);
        this.recipe = recipe;
        this.dataset = dataset;
        this.device = device;
        order = new DataOrder(recipe.Root.Seed, dataset.Facts.Images);
        reals = new float[recipe.Minibatch * recipe.Root.Channels * recipe.Resolution * recipe.Resolution];
    }

    /// <summary>[N,L] latents for D's fakes.</summary>
    public Tensor DiscriminatorLatents(long nimg) => Latents("latents/d", nimg);

    /// <summary>[N,L] latents for G's own step.</summary>
    public Tensor GeneratorLatents(long nimg) => Latents("latents/g", nimg);

    /// <summary>[N] where between real and fake the gradient penalty looks, uniform in [0,1).</summary>
    public Tensor Mix(long nimg) => RandomTensors.Uniform(Seed("mix", nimg), [recipe.Minibatch]).to(device);

    /// <summary>[N,C,R,R] real images number nimg, nimg + 1, … of the run, in [-1,1].</summary>
    public Tensor Reals(long nimg, double alpha)
    {
        var size = recipe.Resolution;
        var plane = size * size;
        var mirrored = Mirrored(nimg);
        for (var i = 0; i < recipe.Minibatch; i++)
        {
            var image = dataset.Image(size, order.At(nimg + i));                // [C,R,R]
            for (var channel = 0; channel < recipe.Root.Channels; channel++)
                RealImages.Process(image.Slice(channel * plane, plane), size, mirrored[i], alpha,
                    reals.AsSpan((i * recipe.Root.Channels + channel) * plane, plane));
        }
        return tensor(reals, [recipe.Minibatch, recipe.Root.Channels, size, size], device: device);
    }

    private Tensor Latents(string stream, long nimg) =>
        RandomTensors.Normal(Seed(stream, nimg), [recipe.Minibatch, recipe.Root.LatentSize]).to(device);

    private bool[] Mirrored(long nimg)
    {
        if (!recipe.Mirror)
            return new bool[recipe.Minibatch];
        using var coins = RandomTensors.Uniform(Seed("mirror", nimg), [recipe.Minibatch]);
        return [.. coins.data<float>().ToArray().Select(coin => coin < 0.5f)];
    }

    private long Seed(string stream, long nimg) => RandomStream.Seed(recipe.Root.Seed, stream, nimg);
}
