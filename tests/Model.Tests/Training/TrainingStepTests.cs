using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Training;

public sealed class TrainingStepTests : TorchTest
{
    private const double Alpha = 0.7;
    private static readonly NetworkShape Shape = new(16, FadesIn: true, [16, 16, 16, 16], Channels: 3, LatentSize: 16, MinibatchStddevGroup: 4);

    [Theory]
    [InlineData(0.999, "Gs", 5e-6)]
    [InlineData(0.9, "Gs_beta0.9", 2e-5)]
    public void three_iterations_give_the_official_weights(double emaBeta, string averageName, double averageTolerance)
    {
        using var golden = new GoldenFile("training_steps", largest: 16);
        var (g, d) = (new Generator(Shape).Layout, new Discriminator(Shape).Layout);
        using var state = new TrainingState(
            Shape, new AdamSettings(0, 0.99, 1e-8), golden.Values("fade16/start/G", g), golden.Values("fade16/start/D", d),
            golden.Values("fade16/start/Gs", g), torch.CPU);
        var step = new TrainingStep(state, new StepSettings(0.001, 0.001, emaBeta, new WganGpSettings(10, 1, 0.001)));

        for (var iteration = 1; iteration <= 3; iteration++)
        {
            torch.Tensor In(string name) => golden.Tensor($"fade16/iter{iteration}/in/{name}");
            step.TrainDiscriminator(In("reals"), In("d_latents"), In("mix"), Alpha);
            step.Average();
            step.TrainGenerator(In("g_latents"), Alpha);

            WeightsClose(golden.Values($"fade16/iter{iteration}/out/G", g), state.G.ToArray(), iteration);
            WeightsClose(golden.Values($"fade16/iter{iteration}/out/D", d), state.D.ToArray(), iteration);
            if (averageName == "Gs")
                Numbers.Close(golden.Values($"fade16/iter{iteration}/out/Gs", g), state.Gs.ToArray(), averageTolerance);
        }
        if (averageName != "Gs")
            WeightsClose(golden.Values($"fade16/iter3/out/{averageName}", g), state.Gs.ToArray(), 3);
    }

    /// <summary>Adam without momentum steps by about the learning rate whatever the gradient's size, so a gradient near zero may flip.</summary>
    private static void WeightsClose(float[] expected, float[] actual, int steps)
    {
        Assert.InRange(expected.Zip(actual).Count(p => Math.Abs(p.First - p.Second) <= 2e-5), 0.999 * expected.Length, expected.Length);
        Numbers.Close(expected, actual, 2.1e-3 * steps);
    }
}
