using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Training;

/// <summary>
/// Steps of float16 whose gradient overflows. No CPU convolves in float16, so the scores alone take that way here: back
/// from the loss, a gradient beyond 65504 is infinite, as in any float16 layer.
/// </summary>
public sealed class SkippedStepTests : TorchTest
{
    private const int Minibatch = 8;

    private static readonly NetworkShape Exact = new(
        8, FadesIn: false, [8, 8, 8], Channels: 3, LatentSize: 8, MinibatchStddevGroup: 4);
    private static readonly NetworkShape Half = Exact
        with
    { Arithmetic = new ArithmeticOptions { LowPrecision = LowPrecision.Float16, LowPrecisionFrom = 16 } };

    /// <summary>Gradients of the scores are scale / 8 times 32: 131072, then 65536, then 32768.</summary>
    [Fact]
    public void steps_of_d_are_skipped_until_the_scale_fits_and_the_next_is_the_unscaled_one()
    {
        using var state = Start(Half);
        using var expected = Start(Exact);
        using var step = new TrainingStep(state, Settings(weight: 32));
        using var exactStep = new TrainingStep(expected, Settings(weight: 32));
        var before = state.D.ToArray();

        foreach (var scale in new[] { 16384, 8192 })
        {
            step.TrainDiscriminator(Discriminator(), 1);
            Assert.Equal((scale, 0), (state.Memory.LossScale, state.Memory.GoodSteps));
            Assert.Equal(before, state.D.ToArray());
            Assert.Equal(0, state.AdamD.Steps);
            Assert.All(state.AdamD.SecondMoment.ToHost(), v => Assert.Equal(0, v));
        }
        step.TrainDiscriminator(Discriminator(), 1);
        exactStep.TrainDiscriminator(Discriminator(), 1);

        Assert.Equal((8192, 1, 1), (state.Memory.LossScale, state.Memory.GoodSteps, state.AdamD.Steps));
        Assert.NotEqual(before, state.D.ToArray());
        Assert.Equal(expected.D.ToArray(), state.D.ToArray());
        Assert.Equal(StepMemory.None, expected.Memory);
    }

    [Fact]
    public void steps_of_g_are_skipped_until_the_scale_fits()
    {
        using var state = Start(Half);
        using var step = new TrainingStep(state, Settings(weight: 20));
        var before = state.G.ToArray();

        step.TrainGenerator(Generator(), 1);
        Assert.Equal((16384, 0), (state.Memory.LossScale, state.AdamG.Steps));
        Assert.Equal(before, state.G.ToArray());

        step.TrainGenerator(Generator(), 1);
        Assert.Equal((16384, 1, 1), (state.Memory.LossScale, state.Memory.GoodSteps, state.AdamG.Steps));
        Assert.NotEqual(before, state.G.ToArray());
    }

    [Fact]
    public void a_gradient_that_overflows_even_unscaled_is_a_divergence_that_changes_nothing()
    {
        using var state = Start(Half);
        state.Memory = state.Memory with { LossScale = 1 };
        using var step = new TrainingStep(state, Settings(weight: 1e6));
        var (d, g) = (state.D.ToArray(), state.G.ToArray());

        Assert.Equal(
            "gradient of D", Assert.Throws<DivergedException>(() => step.TrainDiscriminator(Discriminator(), 1)).Term);
        Assert.Equal("gradient of G", Assert.Throws<DivergedException>(() => step.TrainGenerator(Generator(), 1)).Term);

        Assert.Equal(d, state.D.ToArray());
        Assert.Equal(g, state.G.ToArray());
        Assert.Equal(1, state.Memory.LossScale);
    }

    [Fact]
    public void without_float16_an_infinite_gradient_is_a_divergence_at_once()
    {
        using var state = Start(Exact);
        using var step = new TrainingStep(state, Settings(weight: 1e6));
        Assert.Equal("norm of the gradient of D",
            Assert.Throws<DivergedException>(() => step.TrainDiscriminator(Discriminator(), 1)).Term);
        Assert.Equal(StepMemory.None, state.Memory);
    }

    /// <summary>Wasserstein's loss, its scores seen through float16.</summary>
    private sealed class HalfLoss(double weight) : GanLoss(new LabelWeights(1, 1))
    {
        protected override torch.Tensor Adversarial(torch.Tensor realScores, torch.Tensor fakeScores) =>
            (Through(fakeScores) - Through(realScores)) * weight;

        protected override torch.Tensor Adversarial(torch.Tensor fakeScores) => -Through(fakeScores) * weight;

        private static torch.Tensor Through(torch.Tensor scores) =>
            scores.to(torch.ScalarType.Float16).to(torch.ScalarType.Float32);
    }

    private static StepSettings Settings(double weight) => new(0.001, 0.001, 0.999, new HalfLoss(weight));

    private static TrainingState Start(NetworkShape shape)
    {
        var (gLayout, dLayout) = (new Generator(shape).Layout, new Discriminator(shape).Layout);
        var g = NetworkParameters.InitialValues(gLayout, 1, TensorPrefix.Generator);
        var d = NetworkParameters.InitialValues(dLayout, 1, TensorPrefix.Discriminator);
        return new TrainingState(shape, new AdamSettings(0, 0.99, 1e-8), g, d, g, torch.CPU);
    }

    private static DiscriminatorInputs Discriminator() => new(0, Waves(1, 3, 8, 8), Waves(2, 8), Waves(0.4).abs());

    private static GeneratorInputs Generator() => new(0, Waves(2, 8));

    /// <summary>[8,shape] numbers in [-1,1].</summary>
    private static torch.Tensor Waves(double phase, params long[] shape) =>
        torch.tensor(Enumerable.Range(0, (int)(Minibatch * shape.Aggregate(1L, (a, b) => a * b)))
            .Select(i => (float)Math.Sin(i * i + phase)).ToArray()).reshape([Minibatch, .. shape]);
}
