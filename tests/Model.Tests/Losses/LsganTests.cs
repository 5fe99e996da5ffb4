using System.Text.Json;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Losses;

public sealed class LsganTests : TorchTest
{
    private static readonly Lsgan Loss = new(new LabelWeights(1, 1));

    [Theory]
    [InlineData(16, 0.7, torch.ScalarType.Float64)]
    [InlineData(16, 0.7, torch.ScalarType.Float32)]
    [InlineData(32, 1, torch.ScalarType.Float64)]
    [InlineData(32, 1, torch.ScalarType.Float32)]
    public void losses_are_those_of_the_authors_code(int resolution, double alpha, torch.ScalarType numbers)
    {
        using var nets = new GoldenLosses("uncond", resolution, alpha, numbers);
        var d = nets.D.Scaled(differentiable: true);
        var fakes = nets.Generator.Call(nets.G.Scaled(differentiable: false), nets.Tensor("d_latents"), alpha);
        var terms = Loss.Discriminator(new StepDiscriminator(nets.Discriminator, d, alpha),
            new DiscriminatorBatch(nets.Tensor("reals"), fakes, nets.Tensor("mix"), null));
        Assert.Null(terms.Penalty);
        nets.Close("lsgan_theano/d_loss", terms.Losses.mean(), 1e-4);
        // The golden gradient is that of the real images' part alone (it is 1.0000 times that part and
        // 0.0000 times the other's).
        if (alpha < 1)
            nets.GradientClose("lsgan_theano/grad_d", d, nets.Discriminator.Layout,
                torch.autograd.grad([terms.RealScores.square().mean()], [d.Stored])[0]);

        var output = nets.Discriminator.Call(nets.D.Scaled(differentiable: false),
            nets.Generator.Call(nets.G.Scaled(differentiable: false), nets.Tensor("g_latents"), alpha), alpha);
        nets.Close("lsgan_theano/g_loss", Loss.Generator(output, null).Losses.mean(), 1e-4);
    }

    [Fact]
    public void the_noise_follows_the_papers_formula()
    {
        using var golden = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", "losses.json")));
        var average = 0.0;
        foreach (var row in golden.RootElement.GetProperty("lsgan_noise_strength").GetProperty("rows").EnumerateArray())
        {
            average = AdaptiveNoise.Average(average, row.GetProperty("d").GetDouble());
            Assert.Equal(row.GetProperty("d_hat").GetDouble(), average, 1e-12);
            Assert.Equal(row.GetProperty("strength").GetDouble(), AdaptiveNoise.Strength(average), 1e-12);
        }
    }

    [Fact]
    public void noise_has_the_strength_that_it_is_given_and_is_the_same_when_split()
    {
        var x = torch.ones(64, 16, 2, 2);
        var noisy = new LayerNoise(0.05, seed: 1, "noise", nimg: 0, minibatch: 64, share: null).Disturb(x);
        var deviation = noisy.select(2, 0).select(2, 0).std().item<float>();
        Assert.InRange(deviation, 0.18, 0.22);                                  // 0.05 * sqrt(16)
        var share = torch.tensor(new long[] { 3, 7, 60 });
        var part = new LayerNoise(0.05, seed: 1, "noise", nimg: 0, minibatch: 64, share).Disturb(
            x.index_select(0, share));
        Assert.Equal(noisy.index_select(0, share).ToHost(), part.ToHost());
    }
}
