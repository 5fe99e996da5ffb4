using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Determinism;
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
        var labels = OneHot.Cycle(64, generator.Labels, torch.CPU);

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

    private static int Furthest(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var furthest = 0;
        for (var i = 0; i < a.Length; i++)
            furthest = Math.Max(furthest, Math.Abs(a[i] - b[i]));
        return furthest;
    }
}
