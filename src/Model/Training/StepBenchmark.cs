using System.Diagnostics;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Storage;
using TorchSharp;

namespace PgGanLab.Model.Training;

/// <summary>Times training iterations of freshly initialised networks, on noise in place of real images.</summary>
public sealed class StepBenchmark : IDisposable
{
    private readonly TrainingState state;
    private readonly TrainingStep step;
    private readonly NetworkShape shape;
    private readonly int minibatch;
    private readonly double alpha;
    private readonly torch.Device device;
    private readonly torch.Tensor reals;
    private long steps;

    /// <param name="shape">Networks.</param>
    /// <param name="minibatch">Images of a step.</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <param name="device">Where.</param>
    public StepBenchmark(NetworkShape shape, int minibatch, double alpha, torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(shape);
        HostMemory.KeepFreedMemory();
        using var scope = torch.NewDisposeScope();
        (this.shape, this.minibatch, this.alpha, this.device) = (shape, minibatch, alpha, device);
        var g = NetworkParameters.InitialValues(new Generator(shape).Layout, seed: 0, "G");
        var d = NetworkParameters.InitialValues(new Discriminator(shape).Layout, seed: 0, "D");
        state = new TrainingState(shape, new AdamSettings(0, 0.99, 1e-8), g, d, g, device);
        step = new TrainingStep(
            state, new StepSettings(0.001, 0.001, 0.999, new WganGp(10, 1, 0.001, new LabelWeights(1, 1))));
        var uniform = RandomTensors.Uniform(0, [minibatch, shape.Channels, shape.Resolution, shape.Resolution]);
        reals = uniform.Times(2).Minus(1).to(device).DetachFromDisposeScope();
    }

    /// <summary>Makes iterations on the calling thread for a while.</summary>
    /// <returns>Images/s.</returns>
    public double Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < duration; count++)
            Iterate();
        return count * minibatch / clock.Elapsed.TotalSeconds;
    }

    /// <summary>D's step, the average, G's step: in scopes of their own, as in a phase.</summary>
    public void Iterate()
    {
        var seed = ++steps;
        using (torch.NewDisposeScope())
        {
            step.TrainDiscriminator(new DiscriminatorInputs(seed, reals, Latents(2 * seed),
                RandomTensors.Uniform(seed, [minibatch]).to(device)), alpha);
            step.Average();
        }
        using (torch.NewDisposeScope())
            step.TrainGenerator(new GeneratorInputs(seed, Latents(2 * seed + 1)), alpha);
    }

    /// <summary>What G's parameters are now, as they are stored.</summary>
    public float[] GeneratorNumbers() => state.G.ToArray();

    public void Dispose()
    {
        step.Dispose();
        state.Dispose();
        reals.Dispose();
    }

    private torch.Tensor Latents(long seed) => RandomTensors.Normal(seed, [minibatch, shape.LatentSize]).to(device);
}
