using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Losses;

/// <summary>
/// Weights that the goldens leave at 1, on a discriminator known in closed form: from a setting to the loss.
/// Source: official loss.py,
/// <c>D_wgangp_acgan</c> and <c>G_wgan_acgan</c> with other <c>wgan_lambda</c>,
/// <c>wgan_target</c> and <c>cond_weight</c>.
/// </summary>
public sealed class LossWeightTests : TorchTest
{
    private const double RealScore = 1.2;                                       // 3 * 4 pixels of 0.1
    private const double FakeScore = -2.4;                                      // 3 * 4 pixels of -0.2

    private static readonly DatasetFacts Dataset = new("shapes", new string('a', 64), 4, 1, 100, 2);

    private static readonly TrainingConfiguration Small =
        new() { Resolution = 4, FmapBase = 16, FmapMax = 8, LatentSize = 8, DriftWeight = 0 };

    [Theory]
    [InlineData(1, 250)]  // the gradient's norm is sqrt(4 * 3^2) = 6: 10 / 1^2 * (6 - 1)^2
    [InlineData(4, 2.5)]                                                        // 10 / 4^2 * (6 - 4)^2
    [InlineData(12, 2.5)]                                                       // 10 / 12^2 * (6 - 12)^2
    public void the_penalty_is_weighted_by_the_square_of_its_target(double target, double penalty)
    {
        var terms = Discriminator(Small with { GradientPenaltyTarget = target });
        Assert.All(terms.Penalty!.Norms.ToHost(), norm => Assert.Equal(6, norm, 1e-4));
        Assert.Equal(FakeScore - RealScore + penalty, terms.Losses.mean().item<float>(), 1e-3);
    }

    [Fact]
    public void a_classification_counts_for_each_network_as_much_as_its_weight_says()
    {
        var configuration = Small with
        {
            Conditional = true,
            GradientPenaltyWeight = 0,
            Loss = new LossOptions { GeneratorLabelWeight = 2, DiscriminatorLabelWeight = 3 }
        };
        // cross-entropies of the first class
        var (real, fake) = (Math.Log(1 + Math.Exp(RealScore)), Math.Log(1 + Math.Exp(FakeScore)));

        var terms = Discriminator(configuration);
        Assert.Equal(FakeScore - RealScore + 3 * (real + fake), terms.Losses.mean().item<float>(), 1e-4);

        var ofG = Loss(configuration).Generator(Judge().Call(Fakes(), "fakes"), FirstClass());
        Assert.Equal(-FakeScore + 2 * fake, ofG.Losses.mean().item<float>(), 1e-4);
    }

    private static DiscriminatorTerms Discriminator(TrainingConfiguration configuration) =>
        Loss(configuration).Discriminator(
            Judge(configuration.Conditional), new DiscriminatorBatch(torch.full([2, 1, 2, 2], 0.1f), Fakes(),
                torch.zeros(2), configuration.Conditional ? FirstClass() : null));

    private static GanLoss Loss(TrainingConfiguration configuration) =>
        GanLoss.Of(ExperimentPath.Of(configuration, Dataset)[^1].Recipe);

    private static LinearDiscriminator Judge(bool classifies = true) => new(torch.tensor(3f), classifies);

    private static torch.Tensor Fakes() => torch.full([2, 1, 2, 2], -0.2f);

    private static torch.Tensor FirstClass() => torch.tensor(new float[] { 1, 0, 1, 0 }).reshape(2, 2);
}
