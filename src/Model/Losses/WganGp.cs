using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>
/// Wasserstein loss with gradient penalty and drift. Sources: Gulrajani 2017, eq. 3; paper,
/// appendix A.1; official loss.py,
/// <c>G_wgan_acgan</c> and <c>D_wgangp_acgan</c>.
/// </summary>
/// <param name="penaltyWeight">lambda of the gradient penalty.</param>
/// <param name="penaltyTarget">Gradient norm that the penalty pulls toward.</param>
/// <param name="driftWeight">Weight of the squared real score (paper, appendix A.1: epsilon_drift).</param>
/// <param name="labels">Weights of the classification.</param>
public sealed class WganGp(double penaltyWeight, double penaltyTarget, double driftWeight, LabelWeights labels)
    : GanLoss(labels)
{
    /// <summary>
    /// Norms by the pixels of the working resolution are multiplied by this: 1, or working / final resolution as in the
    /// official code, whose networks take images of the final size.
    /// </summary>
    public double PenaltyScale { get; init; } = 1;

    protected override Tensor Adversarial(Tensor realScores, Tensor fakeScores) =>
        (fakeScores - realScores).AddScaled(realScores.Squared(), driftWeight);

    protected override Tensor Adversarial(Tensor fakeScores) => -fakeScores;

    protected override GradientPenalty Penalty(IDiscriminator discriminator, DiscriminatorBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var mixed = batch.Reals.Plus((batch.Fakes - batch.Reals) * batch.Mix.reshape(-1, 1, 1, 1));
        var norms = SquaredGradientNorms(discriminator, mixed).sqrt();
        if (PenaltyScale != 1)
            norms = norms.Times(PenaltyScale);
        var penalties = norms.Minus(penaltyTarget).Squared();
        return new GradientPenalty(norms, penalties, penalties.Times(penaltyWeight / (penaltyTarget * penaltyTarget)));
    }
}
