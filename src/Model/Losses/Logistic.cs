using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>
/// Non-saturating logistic loss (Goodfellow 2014, section 3) with the R1 penalty gamma / 2 * |gradient|^2 at real
/// images (Mescheder 2018, eq. 9).
/// </summary>
/// <param name="gamma">Weight of the penalty.</param>
/// <param name="labels">Weights of the classification.</param>
public sealed class Logistic(double gamma, LabelWeights labels) : GanLoss(labels)
{
    protected override Tensor Adversarial(Tensor realScores, Tensor fakeScores) =>
        (-realScores).Softplus().Plus(fakeScores.Softplus());

    protected override Tensor Adversarial(Tensor fakeScores) => (-fakeScores).Softplus();

    protected override GradientPenalty? Penalty(IDiscriminator discriminator, DiscriminatorBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (gamma == 0)
            return null;
        var squares = SquaredGradientNorms(discriminator, batch.Reals);
        return new GradientPenalty(squares.detach().sqrt(), squares, squares.Times(gamma / 2));
    }
}
