using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Losses;

public sealed class LogisticTests : TorchTest
{
    [Fact]
    public void losses_and_r1_penalty_are_those_of_a_discriminator_known_in_closed_form()
    {
        // D(x) = 3 * sum of the pixels: its gradient is 3 everywhere, its squared norm 9 a pixel.
        var weight = torch.tensor(3f);
        var reals = torch.full([2, 1, 2, 2], 0.1f);
        var fakes = torch.full([2, 1, 2, 2], -0.2f);
        var loss = new Logistic(gamma: 0.5, new LabelWeights(1, 1));

        var terms = loss.Discriminator(
            new LinearDiscriminator(weight), new DiscriminatorBatch(reals, fakes, torch.zeros(2), null));

        Assert.All(terms.Penalty!.Norms.ToHost(), norm => Assert.Equal(6, norm, 1e-4));
        Assert.All(terms.Penalty.Penalties.ToHost(), penalty => Assert.Equal(36, penalty, 1e-3));
        var expected = Math.Log(1 + Math.Exp(-1.2)) + Math.Log(1 + Math.Exp(-2.4)) + 0.5 / 2 * 36;
        Assert.Equal(expected, terms.Losses.mean().item<float>(), 1e-4);
        Assert.Equal(Math.Log(1 + Math.Exp(2.4)),
            loss.Generator(new DiscriminatorOutput(torch.full([2], -2.4f), null), null).Losses.mean().item<float>(),
            1e-4);
    }
}
