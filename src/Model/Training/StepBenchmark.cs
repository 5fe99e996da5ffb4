using System.Diagnostics;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Training;

/// <summary>Times training steps of freshly initialised networks at alpha = 1, on noise in place of real images.</summary>
public sealed class StepBenchmark : IDisposable
{
    private readonly TrainingState state;
    private readonly TrainingStep step;
    private readonly NetworkShape shape;
    private readonly int minibatch;
    private readonly torch.Tensor reals;
    private long steps;

    /// <param name="resolution">Pixels.</param>
    /// <param name="featureMaps">Of every layer; the length of latents too.</param>
    /// <param name="minibatch">Images of a step.</param>
    /// <param name="channels">1 or 3.</param>
    public StepBenchmark(int resolution, int featureMaps, int minibatch, int channels)
    {
        HostMemory.KeepFreedMemory();
        this.minibatch = minibatch;
        shape = new NetworkShape(
            resolution, FadesIn: false, [.. Enumerable.Repeat(featureMaps, int.Log2(resolution))], channels, featureMaps, MinibatchStddevGroup: 4);
        var g = NetworkParameters.InitialValues(new Generator(shape).Layout, seed: 0, "G");
        var d = NetworkParameters.InitialValues(new Discriminator(shape).Layout, seed: 0, "D");
        state = new TrainingState(shape, new AdamSettings(0, 0.99, 1e-8), g, d, g, torch.CPU);
        step = new TrainingStep(state, new StepSettings(0.001, 0.001, 0.999, new WganGp(10, 1, 0.001, new LabelWeights(1, 1))));
        using var uniform = RandomTensors.Uniform(0, [minibatch, channels, resolution, resolution]);
        reals = (uniform * 2 - 1).DetachFromDisposeScope();
    }

    /// <summary>Makes steps on the calling thread for a while.</summary>
    /// <returns>Images/s.</returns>
    public double Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < duration; count++)
        {
            using var scope = torch.NewDisposeScope();
            var seed = ++steps;
            step.TrainDiscriminator(new DiscriminatorInputs(seed, reals, Latents(2 * seed), RandomTensors.Uniform(seed, [minibatch])), alpha: 1);
            step.Average();
            step.TrainGenerator(new GeneratorInputs(seed, Latents(2 * seed + 1)), alpha: 1);
        }
        return count * minibatch / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        step.Dispose();
        state.Dispose();
        reals.Dispose();
    }

    private torch.Tensor Latents(long seed) => RandomTensors.Normal(seed, [minibatch, shape.LatentSize]);
}
