using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Networks;

public sealed class LayerSwitchTests : TorchTest
{
    [Fact]
    public void batch_normalized_maps_have_zero_mean_and_unit_variance()
    {
        var spec = NormalizationSpec.Of("x", 3);
        var norm = Standardization.Batch(spec);
        using var parameters = Parameters(spec.Gain, spec.Bias);
        var y = norm.Call(parameters.Scaled(differentiable: false), RandomTensors.Normal(1, [8, 3, 4, 4]) * 5 + 2);
        Assert.All(y.mean([0, 2, 3]).ToHost(), m => Assert.Equal(0, m, 1e-4));
        Assert.All(y.square().mean([0, 2, 3]).ToHost(), m => Assert.Equal(1, m, 1e-3));
    }

    [Fact]
    public void layer_normalized_images_have_zero_mean_and_unit_variance()
    {
        var spec = NormalizationSpec.Of("x", 3);
        var norm = Standardization.Layer(spec);
        using var parameters = Parameters(spec.Gain, spec.Bias);
        var y = norm.Call(parameters.Scaled(differentiable: false), RandomTensors.Normal(1, [8, 3, 4, 4]) * 5 + 2);
        Assert.All(y.mean([1, 2, 3]).ToHost(), m => Assert.Equal(0, m, 1e-4));
        Assert.All(y.square().mean([1, 2, 3]).ToHost(), m => Assert.Equal(1, m, 1e-3));
    }

    [Fact]
    public void minibatch_discrimination_counts_how_near_the_other_images_are()
    {
        var shape = GoldenNets.At(4, 1) with
        {
            FeatureMaps = [1, 1],
            Layers = new LayerOptions { MinibatchLayer = MinibatchLayer.Discrimination },
        };
        var described = new DiscriminatorLayers(shape).Discrimination!;
        var layer = new MinibatchDiscrimination(described);
        using var parameters = Parameters(described.Weight);
        var alike = layer.Call(parameters.Scaled(differentiable: false), torch.ones(3, 16));
        Assert.Equal([3, 16 + DiscriminationKernels.Count], alike.shape);
        // two others at distance 0
        Assert.All(alike.narrow(1, 16, DiscriminationKernels.Count).ToHost(), o => Assert.Equal(2, o, 1e-5));
        var apart = layer.Call(parameters.Scaled(differentiable: false),
            torch.cat([torch.zeros(1, 16), torch.ones(1, 16) * 900]));
        Assert.All(apart.narrow(1, 16, DiscriminationKernels.Count).ToHost(), o => Assert.InRange(o, -1e-5f, 1));
        Assert.True(apart.narrow(1, 16, DiscriminationKernels.Count).mean().item<float>() < 0.1);
    }

    [Fact]
    public void without_equalized_learning_rate_weights_begin_at_scale()
    {
        var shape = GoldenNets.At(16, 1) with { Layers = new LayerOptions { EqualizedLearningRate = false } };
        var (plain, equalized) = (new Generator(shape).Layout, new Generator(GoldenNets.At(16, 1)).Layout);
        var (a, b) = (
            NetworkParameters.InitialValues(plain, 7, "G"), NetworkParameters.InitialValues(equalized, 7, "G"));
        for (var i = 0; i < plain.Specs.Length; i++)
        {
            var at = (int)plain.Offsets[i];
            Assert.Equal(b[at] * equalized.Specs[i].Scale, a[at] * plain.Specs[i].Scale, 1e-6);
            Assert.Equal(1, plain.Specs[i].Scale);
        }
    }

    [Theory]
    [InlineData(GeneratorNorm.Batch, DiscriminatorNorm.Layer, MinibatchLayer.Discrimination)]
    [InlineData(GeneratorNorm.None, DiscriminatorNorm.None, MinibatchLayer.None)]
    public void every_switch_draws_and_scores(
        GeneratorNorm generatorNorm, DiscriminatorNorm discriminatorNorm, MinibatchLayer minibatchLayer)
    {
        var layers = new LayerOptions
        {
            GeneratorNorm = generatorNorm,
            DiscriminatorNorm = discriminatorNorm,
            MinibatchLayer = minibatchLayer,
            LeakyRelu = false,
            TanhAtEnd = true,
            NormalizeLatents = false,
        };
        var shape = GoldenNets.At(16, 0.5) with { Layers = layers };
        var (generator, discriminator) = (new Generator(shape), new Discriminator(shape));
        using var g = new NetworkParameters(
            generator.Layout, NetworkParameters.InitialValues(generator.Layout, 1, "G"), torch.CPU);
        using var d = new NetworkParameters(
            discriminator.Layout, NetworkParameters.InitialValues(discriminator.Layout, 1, "D"), torch.CPU);

        var images = generator.Call(g.Scaled(differentiable: false), RandomTensors.Normal(1, [8, 32]), 0.5);
        var scores = discriminator.Call(d.Scaled(differentiable: false), images, 0.5).Scores;

        Assert.All(images.ToHost(), v => Assert.InRange(v, -1, 1));
        Assert.Equal([8], scores.shape);
        Assert.All(scores.ToHost(), s => Assert.True(float.IsFinite(s)));
    }

    private static NetworkParameters Parameters(params ParameterSpec[] specs)
    {
        var layout = new ParameterLayout(specs);
        return new NetworkParameters(layout, NetworkParameters.InitialValues(layout, 3, "x"), torch.CPU);
    }
}
