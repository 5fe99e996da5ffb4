using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Determinism;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Networks;

/// <summary>With batch normalization too an image depends on its latent vector alone.</summary>
public sealed class BatchNormDrawingTests : TorchTest
{
    private const int Images = 70;
    private const int Size = 3 * 16 * 16;

    [Theory, InlineData(false), InlineData(true)]
    public void an_image_is_the_same_whoever_asks_for_it(bool conditional)
    {
        var shape = GoldenNets.At(16, 0.7, conditional)
            with
        { Layers = new LayerOptions { GeneratorNorm = GeneratorNorm.Batch } };
        var generator = new Generator(shape);
        using var parameters = new NetworkParameters(
            generator.Layout, NetworkParameters.InitialValues(generator.Layout, 5, "G"), torch.CPU);
        // as SWD draws its first 64
        var latents = RandomTensors.Normal(RandomStream.Seed(0, "swd/latents", 0), [64, 32]);
        var labels = generator.ClassesInTurn(0, 64, torch.CPU);

        var asked = GeneratedPixels.Draw(generator, parameters, latents, 0.7, labels);
        using var measured = new GeneratedImages(generator, parameters, 0.7, Images);
        var swd = new byte[Images * Size];
        measured.Read(0, swd, TestContext.Current.CancellationToken);

        Assert.True(Furthest(asked, swd.AsSpan(0, asked.Length)) <= 1);
        foreach (var i in new[] { 0, 31, 32, 63 })
        {
            var alone = GeneratedPixels.Draw(
                generator, parameters, latents.narrow(0, i, 1), 0.7, labels?.narrow(0, i, 1));
            Assert.True(Furthest(alone, asked.AsSpan(i * Size, Size)) <= 1, $"image {i}");
        }
        Assert.True(Furthest(asked.AsSpan(0, Size), asked.AsSpan(Size, Size)) > 20);                   // they do differ
    }

    [Fact]
    public void a_class_without_an_image_has_no_part_in_any_image()
    {
        var shape = GoldenNets.At(16, 0.7, conditional: true)
            with
        { Layers = new LayerOptions { GeneratorNorm = GeneratorNorm.Batch }, Classes = [0, 2] };
        var generator = new Generator(shape);
        var values = NetworkParameters.InitialValues(generator.Layout, 5, "G");
        var dense = generator.Layout.Specs.IndexOf(
            generator.Layout.Specs.Single(s => s is { Layer: "4x4/Dense", Kind: ParameterKind.Weight }));
        var inputs = (int)generator.Layout.Specs[dense].Shape[1];
        Assert.Equal(shape.LatentSize + shape.Labels, inputs);
        var images = new[] { 0f, 9f }.Select(weight =>
        {
            for (var unit = 0; unit < generator.Layout.Specs[dense].Shape[0]; unit++)
                values[generator.Layout.Offsets[dense] + unit * inputs + shape.LatentSize + 1] = weight * (unit % 3);
            using var parameters = new NetworkParameters(generator.Layout, values, torch.CPU);
            using var measured = new GeneratedImages(generator, parameters, 0.7, Images);
            var pixels = new byte[Images * Size];
            measured.Read(0, pixels, TestContext.Current.CancellationToken);
            var asked = GeneratedPixels.Draw(
                generator, parameters, RandomTensors.Normal(3, [4, 32]), 0.7,
                OneHot.Of([0, 2, 2, 0], shape.Labels, torch.CPU));
            return (byte[])[.. pixels, .. asked];
        }).ToArray();

        Assert.Equal(images[0], images[1]);
    }

    private static int Furthest(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var furthest = 0;
        for (var i = 0; i < a.Length; i++)
            furthest = Math.Max(furthest, Math.Abs(a[i] - b[i]));
        return furthest;
    }
}
