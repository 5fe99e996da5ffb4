using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Growth.Tests.Layers;

/// <summary>Names, shapes and order of the parameters: checkpoints and exported files depend on all three.</summary>
public sealed class NetworkLayersTests
{
    private static readonly NetworkShape Paper = new(
        8, FadesIn: false, FeatureMaps: [6, 5, 4], Channels: 3, LatentSize: 7, MinibatchStddevGroup: 4);

    private static readonly LayerOptions Baseline = new()
    {
        GeneratorNorm = GeneratorNorm.Batch,
        DiscriminatorNorm = DiscriminatorNorm.Layer,
        MinibatchLayer = MinibatchLayer.Discrimination,
    };

    [Fact]
    public void the_papers_generator() => Assert.Equal(
        [
            "4x4/Dense/weight [80,7]", "4x4/Dense/bias [5]", "4x4/Conv/weight [5,5,3,3]", "4x4/Conv/bias [5]",
            "8x8/Conv0/weight [4,5,3,3]", "8x8/Conv0/bias [4]", "8x8/Conv1/weight [4,4,3,3]", "8x8/Conv1/bias [4]",
            "8x8/ToRGB/weight [3,4,1,1]", "8x8/ToRGB/bias [3]",
        ],
        Lines(new GeneratorLayers(Paper).Parameters));

    [Fact]
    public void the_papers_discriminator() => Assert.Equal(
        [
            "8x8/FromRGB/weight [4,3,1,1]", "8x8/FromRGB/bias [4]", "8x8/Conv0/weight [4,4,3,3]", "8x8/Conv0/bias [4]",
            "8x8/Conv1/weight [5,4,3,3]", "8x8/Conv1/bias [5]", "4x4/Conv/weight [5,6,3,3]", "4x4/Conv/bias [5]",
            "4x4/Dense0/weight [6,80]", "4x4/Dense0/bias [6]", "4x4/Dense1/weight [1,6]", "4x4/Dense1/bias [1]",
        ],
        Lines(new DiscriminatorLayers(Paper).Parameters));

    [Fact]
    public void while_layers_fade_in_the_next_lower_resolutions_colours_are_there_too()
    {
        var shape = Paper with { FadesIn = true };

        Assert.Equal(["4x4/ToRGB/weight [3,5,1,1]", "4x4/ToRGB/bias [3]"],
            Lines(new GeneratorLayers(shape).Parameters)[^2..]);
        Assert.Equal(["4x4/FromRGB/weight [5,3,1,1]", "4x4/FromRGB/bias [5]"],
            Lines(new DiscriminatorLayers(shape).Parameters)[2..4]);
    }

    [Fact]
    public void classes_lengthen_the_latent_vector_and_what_the_discriminator_says()
    {
        var shape = Paper with { Labels = 10 };

        Assert.Equal("4x4/Dense/weight [80,17]", Lines(new GeneratorLayers(shape).Parameters)[0]);
        Assert.Equal(["4x4/Dense1/weight [11,6]", "4x4/Dense1/bias [11]"],
            Lines(new DiscriminatorLayers(shape).Parameters)[^2..]);
    }

    [Fact]
    public void normalization_follows_the_convolution_that_it_belongs_to()
    {
        var shape = Paper with { Layers = Baseline };

        Assert.Equal(
            [
                "4x4/Conv/weight [5,5,3,3]", "4x4/Conv/bias [5]", "4x4/Conv/BatchNorm/gain [5]",
                "4x4/Conv/BatchNorm/bias [5]",
            ],
            Lines(new GeneratorLayers(shape).Parameters)[2..6]);
        Assert.Equal(
            [
                "4x4/Conv/weight [5,5,3,3]", "4x4/Conv/bias [5]", "4x4/Conv/LayerNorm/gain [5]",
                "4x4/Conv/LayerNorm/bias [5]", "4x4/MinibatchDiscrimination/weight [500,80]",
                "4x4/Dense0/weight [6,180]",
            ],
            Lines(new DiscriminatorLayers(shape).Parameters)[10..16]);
    }

    [Fact]
    public void an_imported_generators_dense_layer_has_a_bias_for_each_unit() => Assert.Equal(
        "4x4/Dense/bias [80]", Lines(new GeneratorLayers(Paper with { DenseBiasPerUnit = true }).Parameters)[1]);

    [Fact]
    public void parameters_lie_one_after_the_other()
    {
        var layout = new GeneratorLayers(Paper).Parameters;

        Assert.Equal([0, 560, 565, 790], layout.Offsets[..4]);
        Assert.Equal(layout.Specs.Sum(spec => spec.Shape.Aggregate(1L, (a, b) => a * b)), layout.Count);
    }

    [Fact]
    public void weights_are_scaled_by_their_fan_in_unless_they_begin_at_scale()
    {
        var equalized = new GeneratorLayers(Paper).Conv.Weight;
        var plain = new GeneratorLayers(
            Paper with { Layers = new LayerOptions { EqualizedLearningRate = false } }).Conv.Weight;

        Assert.Equal(Math.Sqrt(2.0 / 45), equalized.Scale, 1e-12);
        Assert.Equal(1, equalized.Deviation);
        Assert.Equal(1, plain.Scale);
        Assert.Equal(Math.Sqrt(2.0 / 45), plain.Deviation, 1e-12);
    }

    private static string[] Lines(ParameterLayout layout) =>
        [.. layout.Specs.Select(spec => $"{spec.Name} [{string.Join(',', spec.Shape)}]")];
}
