using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Networks;

/// <summary>The networks are what their description says, under every switch.</summary>
public sealed class NetworkLayersTests : TorchTest
{
    private const int Images = 4;

    private static readonly Dictionary<string, NetworkShape> Shapes = new()
    {
        ["paper"] = GoldenNets.At(8, 1),
        ["fade-in"] = GoldenNets.At(16, 0.5),
        ["4 px"] = GoldenNets.At(4, 1),
        ["labels"] = GoldenNets.At(8, 1, conditional: true),
        ["fused scale"] = GoldenNets.At(8, 1, fused: true),
        ["batch normalization"] = With(new LayerOptions { GeneratorNorm = GeneratorNorm.Batch }),
        ["no normalization"] = With(new LayerOptions { GeneratorNorm = GeneratorNorm.None }),
        ["layer normalization"] = With(new LayerOptions { DiscriminatorNorm = DiscriminatorNorm.Layer }),
        ["minibatch discrimination"] = With(new LayerOptions { MinibatchLayer = MinibatchLayer.Discrimination }),
        ["no minibatch layer"] = With(new LayerOptions { MinibatchLayer = MinibatchLayer.None }),
        ["no equalized learning rate"] = With(new LayerOptions { EqualizedLearningRate = false }),
        ["imported"] = GoldenNets.At(8, 1) with { DenseBiasPerUnit = true },
        ["one image a group"] = GoldenNets.At(8, 1) with { MinibatchStddevGroup = 1 },
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    /// <summary>Each parameter in turn is not a number: so are the images, if the layer is there and reads it.</summary>
    [Theory, MemberData(nameof(Names))]
    public void every_described_parameter_of_the_generator_makes_its_images(string name)
    {
        var generator = new Generator(Shapes[name]);
        var latents = RandomTensors.Normal(1, [Images, generator.LatentSize]);
        var labels = generator.ClassesInTurn(0, Images, torch.CPU);

        CheckEach(generator.Layout, p => generator.Call(p, latents, Alpha(name), labels));
    }

    /// <summary>Likewise scores and logits.</summary>
    [Theory, MemberData(nameof(Names))]
    public void every_described_parameter_of_the_discriminator_makes_what_it_says(string name)
    {
        var shape = Shapes[name];
        var discriminator = new Discriminator(shape);
        var images = RandomTensors.Normal(1, [Images, shape.Channels, shape.Resolution, shape.Resolution]);

        CheckEach(discriminator.Layout, p => discriminator.Call(p, images, Alpha(name)).Scores);
    }

    private static NetworkShape With(LayerOptions options) => GoldenNets.At(8, 1) with { Layers = options };

    private static double Alpha(string name) => Shapes[name].FadesIn ? 0.5 : 1;

    private static void CheckEach(ParameterLayout layout, Func<ScaledParameters, torch.Tensor> network)
    {
        var values = NetworkParameters.InitialValues(layout, seed: 3, "x");
        Assert.True(IsFinite(layout, values, network));
        foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
        {
            var broken = values.ToArray();
            broken.AsSpan((int)offset, (int)spec.Count).Fill(float.NaN);
            Assert.False(IsFinite(layout, broken, network), spec.Name);
        }
    }

    private static bool IsFinite(
        ParameterLayout layout, float[] values, Func<ScaledParameters, torch.Tensor> network)
    {
        using var scope = torch.NewDisposeScope();
        using var parameters = new NetworkParameters(layout, values, torch.CPU);
        return network(parameters.Scaled(differentiable: false)).ToHost().All(float.IsFinite);
    }
}
