using System.Collections.Concurrent;
using System.Globalization;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Assumptions;

/// <summary>
/// Training beside threads that make and collect garbage. TorchSharp's temporary scalars are freed by a garbage
/// collection while libtorch still reads them; training must hand over none (<c>TensorMath</c>).
/// </summary>
public sealed class CollectionStressTests(ITestOutputHelper output)
{
    /// <summary>Set to a number of minutes for the long form.</summary>
    private const string Minutes = "PGGANLAB_STRESS_MINUTES";

    private const int Trainers = 4;
    private static readonly TimeSpan ShortForm = TimeSpan.FromSeconds(15);

    [Fact]
    public void four_trainers_survive_the_garbage_collections_of_other_threads()
    {
        var minutes = Environment.GetEnvironmentVariable(Minutes);
        var duration = minutes is null
            ? ShortForm
            : TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
        var failures = new ConcurrentQueue<Exception>();
        var steps = 0L;
        using var end = new CancellationTokenSource(duration);
        Thread[] threads =
        [
            .. Enumerable.Range(0, Trainers).Select(_ => new Thread(() => Train(failures, ref steps, end.Token))),
            new Thread(() => Collect(end.Token)),
            new Thread(() => Allocate(end.Token)),
        ];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{steps} steps in {duration.TotalSeconds:F0} s, {GC.CollectionCount(0)} collections, "
            + $"{failures.Count} failures"));
        Assert.Empty(failures);
    }

    /// <summary>Keeps training after a failure, so that failures can be counted.</summary>
    private static void Train(ConcurrentQueue<Exception> failures, ref long steps, CancellationToken end)
    {
        torch.set_num_threads(1);
        var shape = new NetworkShape(8, FadesIn: true, [8, 8, 8], Channels: 3, LatentSize: 8, MinibatchStddevGroup: 4);
        var g = NetworkParameters.InitialValues(new Generator(shape).Layout, seed: 0, "G");
        var d = NetworkParameters.InitialValues(new Discriminator(shape).Layout, seed: 0, "D");
        using var state = new TrainingState(shape, new AdamSettings(0, 0.99, 1e-8), g, d, g, torch.CPU);
        using var step = new TrainingStep(
            state, new StepSettings(0.001, 0.001, 0.999, new WganGp(10, 1, 0.001, new LabelWeights(1, 1))));
        while (!end.IsCancellationRequested)
        {
            try
            {
                Iterate(step, shape);
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
            Interlocked.Increment(ref steps);
        }
    }

    /// <summary>D's step, the average, G's step.</summary>
    private static void Iterate(TrainingStep step, NetworkShape shape)
    {
        const int minibatch = 4;
        using var scope = torch.NewDisposeScope();
        var reals = RandomTensors.Uniform(1, [minibatch, shape.Channels, shape.Resolution, shape.Resolution]).Times(2)
            .Minus(1);
        var mix = RandomTensors.Uniform(2, [minibatch]);
        step.TrainDiscriminator(
            new DiscriminatorInputs(0, reals, RandomTensors.Normal(3, [minibatch, shape.LatentSize]), mix), 0.5);
        step.Average();
        step.TrainGenerator(new GeneratorInputs(0, RandomTensors.Normal(4, [minibatch, shape.LatentSize])), 0.5);
    }

    private static void Collect(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Allocate(CancellationToken end)
    {
        var kept = new byte[64][];
        for (var i = 0; !end.IsCancellationRequested; i++)
            kept[i % kept.Length] = new byte[1 << (10 + i % 8)];
        GC.KeepAlive(kept);
    }
}
