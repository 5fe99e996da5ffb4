using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>
/// Least squares as the paper's authors trained it (paper, appendix B; official Theano code): real images are pulled to
/// score 0, G's images to 1 with a tenth of the weight, and noise on D's inputs grows when D wins
/// (<see cref="AdaptiveNoise"/>).
/// </summary>
/// <param name="labels">Weights of the classification.</param>
public sealed class Lsgan(LabelWeights labels) : GanLoss(labels)
{
    private const double FakeWeight = 0.1;

    public override bool UsesNoise => true;

    protected override Tensor Adversarial(Tensor realScores, Tensor fakeScores)
    {
        ArgumentNullException.ThrowIfNull(realScores);
        ArgumentNullException.ThrowIfNull(fakeScores);
        return realScores.Squared().AddScaled(fakeScores.Minus(1).Squared(), FakeWeight);
    }

    protected override Tensor Adversarial(Tensor fakeScores)
    {
        ArgumentNullException.ThrowIfNull(fakeScores);
        return fakeScores.Squared();
    }
}
