using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Drawing;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Drawing;

public sealed class TruncationTests : TorchTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.99)]
    public void normalized_latents_reach_the_network_shortened(double psi)
    {
        var latents = SeededLatents.Of([1, 2, 3], 32);

        var seen = PixelNorm.Call(Truncation.Apply(latents, psi, GoldenNets.At(8, 1)));

        Numbers.Close((PixelNorm.Call(latents) * psi).ToHost(), seen.ToHost(), 1e-4);
    }

    [Fact]
    public void latents_that_are_not_normalized_alone_are_scaled()
    {
        var latents = SeededLatents.Of([1, 2], 32);
        var expected = (latents * 0.5).ToHost();

        Assert.Equal(expected, Truncation.Apply(latents, 0.5, GoldenNets.At(8, 1) with { Labels = 3 }).ToHost());
        Assert.Equal(expected, Truncation.Apply(latents, 0.5, GoldenNets.At(8, 1)
            with
        { Layers = new LayerOptions { NormalizeLatents = false } }).ToHost());
        Assert.Equal(latents.ToHost(), Truncation.Apply(latents, 1, GoldenNets.At(8, 1)).ToHost());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void other_strengths_are_refused(double psi) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Truncation.Apply(zeros(1, 32), psi, GoldenNets.At(8, 1)));

    [Fact]
    public void a_seed_is_the_same_latent_whatever_is_drawn_beside_it()
    {
        var both = SeededLatents.Of([7, 8], 16);
        Assert.Equal(both.narrow(0, 1, 1).ToHost(), SeededLatents.Of([8], 16).ToHost());
        Assert.NotEqual(both.narrow(0, 0, 1).ToHost(), SeededLatents.Of([8], 16).ToHost());
    }
}
