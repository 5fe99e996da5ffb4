using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Training;

public sealed class TrainingStepTests : TorchTest
{
    private static readonly NetworkShape Fade16 = new(
        16, FadesIn: true, [16, 16, 16, 16], Channels: 3, LatentSize: 16, MinibatchStddevGroup: 4);
    private static readonly NetworkShape Cond32 = new(
        32, FadesIn: false, [16, 16, 16, 16, 8], Channels: 3, LatentSize: 16, MinibatchStddevGroup: 4)
    { Labels = 10 };

    [Theory]
    [InlineData("fade16", torch.ScalarType.Float64)]
    [InlineData("fade16", torch.ScalarType.Float32)]
    [InlineData("cond32", torch.ScalarType.Float64)]
    [InlineData("cond32", torch.ScalarType.Float32)]
    public void three_iterations_give_the_official_weights(string net, torch.ScalarType numbers)
    {
        using var golden = Golden(net, numbers);
        using var state = Start(net, golden, numbers);
        using var step = new TrainingStep(state, Settings());

        for (var iteration = 1; iteration <= 3; iteration++)
        {
            Iterate(step, golden, net, iteration);
            WeightsClose(golden, net, $"iter{iteration}/out/G", "G", state.G);
            WeightsClose(golden, net, $"iter{iteration}/out/D", "D", state.D);
            GoldenFile.Close(golden.Values($"{net}/iter{iteration}/out/Gs", state.Gs.Layout), state.Gs.Stored, 5e-6);
        }
    }

    [Theory]
    [InlineData("fade16", torch.ScalarType.Float64)]
    [InlineData("fade16", torch.ScalarType.Float32)]
    [InlineData("cond32", torch.ScalarType.Float64)]
    [InlineData("cond32", torch.ScalarType.Float32)]
    public void a_fast_average_follows_the_generator_before_each_step(string net, torch.ScalarType numbers)
    {
        using var golden = Golden(net, numbers);
        using var state = Start(net, golden, numbers);
        using var step = new TrainingStep(state, Settings() with { EmaBeta = 0.9 });
        for (var iteration = 1; iteration <= 3; iteration++)
            Iterate(step, golden, net, iteration);
        WeightsClose(golden, net, "iter3/out/Gs_beta0.9", "Gs", state.Gs);
    }

    [Theory]
    [InlineData("fade16", 4, 0)]
    [InlineData("cond32", 4, 0)]
    [InlineData("fade16", 0, 1)]
    [InlineData("cond32", 0, 1)]
    [InlineData("cond32", 4, 1)]
    public void a_split_minibatch_gives_the_unsplit_step(string net, int maxMinibatchPerDevice, int otherDevices)
    {
        using var golden = Golden(net, torch.ScalarType.Float64);
        using var whole = Start(net, golden, torch.ScalarType.Float64);
        using var split = Start(net, golden, torch.ScalarType.Float64);
        using var wholeStep = new TrainingStep(whole, Settings());
        using var splitStep = new TrainingStep(
            split, Settings() with { MaxMinibatchPerDevice = maxMinibatchPerDevice },
            Enumerable.Repeat(torch.CPU, otherDevices));

        for (var iteration = 1; iteration <= 3; iteration++)
        {
            var expected = Iterate(wholeStep, golden, net, iteration);
            var actual = Iterate(splitStep, golden, net, iteration);
            foreach (var (name, value) in expected.Values)
                Assert.Equal(value, actual[name], 1e-6);
        }
        Numbers.Close(whole.G.ToArray(), split.G.ToArray(), 1e-6);
        Numbers.Close(whole.D.ToArray(), split.D.ToArray(), 1e-6);
    }

    [Fact]
    public void a_device_without_memory_takes_half_as_many_images_and_the_step_is_the_same()
    {
        using var golden = Golden("cond32", torch.ScalarType.Float64);
        using var whole = Start("cond32", golden, torch.ScalarType.Float64);
        using var halved = Start("cond32", golden, torch.ScalarType.Float64);
        using var wholeStep = new TrainingStep(whole, Settings());
        var splits = new List<(int Before, int After)>();
        using var halvedStep = new TrainingStep(halved, Settings() with { Loss = new HungryLoss(mostImages: 4) })
        {
            Halved = (before, after) => splits.Add((before, after))
        };

        Iterate(wholeStep, golden, "cond32", 1);
        Iterate(halvedStep, golden, "cond32", 1);

        Assert.Equal([(8, 4)], splits);
        Numbers.Close(whole.D.ToArray(), halved.D.ToArray(), 1e-6);
        Numbers.Close(whole.G.ToArray(), halved.G.ToArray(), 1e-6);
    }

    [Fact]
    public void what_fails_on_one_device_is_thrown_and_leaves_no_tensor_behind()
    {
        using var golden = Golden("cond32");
        using var state = Start("cond32", golden);
        using var step = new TrainingStep(state, Settings() with { Loss = new HungryLoss(mostImages: 0) }, [torch.CPU]);
        using var scope = torch.NewDisposeScope();
        var inputs = Discriminator(golden, "cond32", 1);
        var before = LiveTensors.Count();

        var e = Assert.Throws<DeviceMemoryException>(() => step.TrainDiscriminator(inputs, 1));

        Assert.Equal(
            "The device has no memory for 4 images at once, the fewest that a step can take together.", e.Message);
        Assert.Contains("can't allocate memory", e.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void beside_other_phases_a_share_without_memory_is_not_halved()
    {
        using var golden = Golden("cond32");
        using var state = Start("cond32", golden);
        var (isShared, splits) = (true, 0);
        using var step = new TrainingStep(state, Settings() with { Loss = new HungryLoss(mostImages: 4) })
        {
            SharesDevice = () => isShared,
            Halved = (_, _) => splits++,
        };
        using var scope = torch.NewDisposeScope();
        var inputs = Discriminator(golden, "cond32", 1);

        var e = Assert.Throws<DeviceMemoryException>(() => step.TrainDiscriminator(inputs, 1));
        Assert.Equal((true, 0), (e.BesideOthers, splits));
        Assert.Equal("The device has no memory for 8 images at once beside what else it trains.", e.Message);
        isShared = false;
        step.TrainDiscriminator(inputs, 1);
        Assert.Equal(1, splits);
    }

    [Fact]
    public void layers_that_look_at_the_whole_minibatch_are_never_split()
    {
        var shape = Fade16 with { Layers = new LayerOptions { MinibatchLayer = MinibatchLayer.Discrimination } };
        Assert.Single(MinibatchShares.Of(8, 4, shape.SetSize, devices: 2));
    }

    [Fact]
    public void a_gradient_beyond_its_bound_changes_nothing_and_is_named()
    {
        using var golden = Golden("fade16");
        using var state = Start("fade16", golden);
        using var step = new TrainingStep(
            state, Settings() with { Guard = new GuardOptions { MaxGradientNorm = 1e-6 } });
        var before = state.D.ToArray();

        var e = Assert.Throws<DivergedException>(() =>
            step.TrainDiscriminator(Discriminator(golden, "fade16", 1), 0.7));

        Assert.Equal("norm of the gradient of D", e.Term);
        Assert.Contains("guardMaxGradientNorm", e.Problem, StringComparison.Ordinal);
        Assert.Equal(before, state.D.ToArray());
    }

    [Fact]
    public void scores_farther_apart_than_their_bound_are_a_divergence()
    {
        using var golden = Golden("fade16");
        using var state = Start("fade16", golden);
        using var step = new TrainingStep(
            state, Settings() with { Guard = new GuardOptions { MaxScoreSpread = 1e-9 } });

        Assert.Equal("score spread", Assert.Throws<DivergedException>(() =>
            step.TrainDiscriminator(Discriminator(golden, "fade16", 1), 0.7)).Term);
    }

    [Theory]
    [InlineData("score spread", 1e9, 0)]
    [InlineData("norm of the gradient of D", 0, 1e9)]
    public void a_dead_discriminator_is_a_divergence_where_the_band_says_so(
        string term, double minSpread, double minNorm)
    {
        using var golden = Golden("fade16");
        using var state = Start("fade16", golden);
        using var step = new TrainingStep(state, Settings() with
        {
            Guard = new GuardOptions
            {
                MaxScoreSpread = 0,
                MinScoreSpread = minSpread,
                MaxGradientNorm = 0,
                MinGradientNorm = minNorm
            }
        });

        var e = Assert.Throws<DivergedException>(() =>
            step.TrainDiscriminator(Discriminator(golden, "fade16", 1), 0.7));

        Assert.Equal(term, e.Term);
        Assert.Contains("less than guardMin", e.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void bfloat16_layers_give_nearly_the_same_gradients_and_float32_weights()
    {
        using var golden = Golden("cond32");
        using var exact = Start("cond32", golden);
        using var low = Start("cond32", golden, shape: Cond32 with
        {
            Arithmetic = new ArithmeticOptions { LowPrecision = LowPrecision.Bfloat16, LowPrecisionFrom = 16 }
        });
        using var exactStep = new TrainingStep(exact, Settings());
        using var lowStep = new TrainingStep(low, Settings());

        var expected = Iterate(exactStep, golden, "cond32", 1);
        var actual = Iterate(lowStep, golden, "cond32", 1);

        Assert.Equal(expected["d_loss"], actual["d_loss"], 0.05 * Math.Abs(expected["d_loss"]));
        Assert.NotEqual(expected["d_loss"], actual["d_loss"]);
        Assert.Equal(torch.ScalarType.Float32, low.D.Stored.dtype);
        // Adam's first step is the learning rate times the gradient's sign: most signs agree.
        Assert.InRange(exact.D.ToArray().Zip(low.D.ToArray()).Count(p => Math.Abs(p.First - p.Second) < 1e-4),
            0.9 * exact.D.Layout.Count, exact.D.Layout.Count);
    }

    /// <summary>WGAN-GP on a device that has memory for a few images only.</summary>
    private sealed class HungryLoss(int mostImages) : GanLoss(new LabelWeights(1, 1))
    {
        protected override torch.Tensor Adversarial(torch.Tensor realScores, torch.Tensor fakeScores) =>
            realScores.shape[0] > mostImages
                ? torch.empty(1L << 50)                                             // more than any machine has
                : fakeScores - realScores + realScores.square() * 0.001;

        protected override torch.Tensor Adversarial(torch.Tensor fakeScores) => -fakeScores;

        protected override GradientPenalty? Penalty(IDiscriminator discriminator, DiscriminatorBatch batch)
        {
            var norms = SquaredGradientNorms(
                discriminator, batch.Reals + (batch.Fakes - batch.Reals) * batch.Mix.reshape(-1, 1, 1, 1)).sqrt();
            var penalties = (norms - 1).square();
            return new GradientPenalty(norms, penalties, penalties * 10);
        }
    }

    private static GoldenFile Golden(string net, torch.ScalarType numbers = torch.ScalarType.Float32) =>
        new("training_steps", largest: net == "fade16" ? 16 : 32, numbers);

    private static StepSettings Settings() =>
        new(0.001, 0.001, 0.999, new WganGp(10, 1, 0.001, new LabelWeights(1, 1)));

    private static TrainingState Start(
        string net, GoldenFile golden, torch.ScalarType numbers = torch.ScalarType.Float32, NetworkShape? shape = null)
    {
        shape ??= net == "fade16" ? Fade16 : Cond32;
        var (g, d) = (new Generator(shape).Layout, new Discriminator(shape).Layout);
        return new TrainingState(
            shape, new AdamSettings(0, 0.99, 1e-8), golden.Values($"{net}/start/G", g),
            golden.Values($"{net}/start/D", d), golden.Values($"{net}/start/Gs", g), torch.CPU, numbers);
    }

    private static DiscriminatorInputs Discriminator(GoldenFile golden, string net, int iteration)
    {
        torch.Tensor In(string name) => golden.Tensor($"{net}/iter{iteration}/in/{name}");
        return new DiscriminatorInputs(
            0, In("reals"), In("d_latents"), In("mix"), net == "cond32" ? In("d_labels") : null);
    }

    private static StepTerms Iterate(TrainingStep step, GoldenFile golden, string net, int iteration)
    {
        var alpha = net == "fade16" ? 0.7 : 1;
        torch.Tensor In(string name) => golden.Tensor($"{net}/iter{iteration}/in/{name}");
        var terms = step.TrainDiscriminator(Discriminator(golden, net, iteration), alpha);
        step.Average();
        step.TrainGenerator(new GeneratorInputs(0, In("g_latents"), net == "cond32" ? In("g_labels") : null), alpha);
        return terms;
    }

    /// <summary>
    /// Exact in float64. In float32 rounding may flip the slope of a leaky ReLU, and Adam without momentum steps by
    /// about the learning rate whatever the gradient's size: there the way from the start is compared, as a whole.
    /// </summary>
    private static void WeightsClose(
        GoldenFile golden, string net, string expectedName, string startName, NetworkParameters actual)
    {
        var expected = golden.Values($"{net}/{expectedName}", actual.Layout);
        if (actual.Stored.dtype == torch.ScalarType.Float64)
        {
            GoldenFile.Close(expected, actual.Stored, float32Bound: 0);
            return;
        }
        var start = golden.Values($"{net}/start/{startName}", actual.Layout);
        Assert.InRange(Distance(expected, actual.ToArray()) / Distance(expected, start), 0, 0.1);
    }

    private static double Distance(float[] a, float[] b) =>
        Math.Sqrt(a.Zip(b).Sum(pair => Math.Pow((double)pair.First - pair.Second, 2)));
}
