using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Networks;

public sealed class GeneratorTests : TorchTest
{
    [Theory]
    [MemberData(nameof(GoldenNets.Cases), MemberType = typeof(GoldenNets))]
    public void images_are_those_of_the_official_network(
        int resolution, double alpha, string tag, torch.ScalarType numbers)
    {
        using var golden = new GoldenFile("generator", numbers: numbers);
        var generator = new Generator(GoldenNets.At(resolution, alpha));
        using var parameters = golden.Parameters("uncond/params", generator.Layout);

        var images = generator.Call(parameters.Scaled(differentiable: false), golden.Tensor("uncond/latents"), alpha);

        Assert.Equal(golden.Shape($"uncond/images/{tag}"), images.shape);
        GoldenFile.Close(golden.Floats($"uncond/images/{tag}"), images, 5e-5);
    }

    [Theory]
    [MemberData(nameof(GoldenNets.ConditionalCases), MemberType = typeof(GoldenNets))]
    public void images_of_given_classes_are_those_of_the_official_network(
        int resolution, double alpha, string tag, torch.ScalarType numbers)
    {
        using var golden = new GoldenFile("generator", numbers: numbers);
        var generator = new Generator(GoldenNets.At(resolution, alpha, conditional: true));
        using var parameters = golden.Parameters("cond/params", generator.Layout);

        var images = generator.Call(
            parameters.Scaled(differentiable: false), golden.Tensor("cond/latents"), alpha, golden.Tensor("cond/labels"));

        GoldenFile.Close(golden.Floats($"cond/images/{tag}"), images, 5e-5);
    }

    [Fact]
    public void labels_are_given_if_and_only_if_the_generator_knows_classes()
    {
        using var golden = new GoldenFile("generator");
        var generator = new Generator(GoldenNets.At(4, 1, conditional: true));
        using var parameters = golden.Parameters("cond/params", generator.Layout);
        Assert.Throws<ArgumentException>(() =>
            generator.Call(parameters.Scaled(differentiable: false), golden.Tensor("cond/latents"), 1));
    }

    [Fact]
    public void a_layers_first_weights_do_not_depend_on_what_is_added_later()
    {
        var small = new Generator(GoldenNets.At(8, 1)).Layout;
        var large = new Generator(GoldenNets.At(16, 1)).Layout;
        var (before, after) = (
            NetworkParameters.InitialValues(small, 7, "G"), NetworkParameters.InitialValues(large, 7, "G"));

        var shared = small.Specs.Where(s => !s.Layer.EndsWith("ToRGB", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(shared);
        foreach (var spec in shared)
            Assert.Equal(Slice(small, before, spec.Name), Slice(large, after, spec.Name));
    }

    [Fact]
    public void first_weights_are_standard_normal_and_biases_zero()
    {
        var layout = new Generator(GoldenNets.At(16, 1)).Layout;
        var weights = Slice(layout, NetworkParameters.InitialValues(layout, 7, "G"), "16x16/Conv1/weight");

        Assert.InRange(weights.Average(), -0.05, 0.05);
        Assert.InRange(weights.Average(w => w * w), 0.95, 1.05);
        Assert.All(Slice(layout, NetworkParameters.InitialValues(layout, 7, "G"), "16x16/Conv1/bias"), b =>
            Assert.Equal(0, b));
        Assert.NotEqual(weights, Slice(layout, NetworkParameters.InitialValues(layout, 8, "G"), "16x16/Conv1/weight"));
    }

    private static float[] Slice(ParameterLayout layout, float[] values, string name)
    {
        var i = layout.Specs.Select(s => s.Name).ToList().IndexOf(name);
        return values.AsSpan((int)layout.Offsets[i], (int)layout.Specs[i].Count).ToArray();
    }
}
