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

/// <summary>
/// Strength of the noise on D's inputs under the least-squares loss (paper, appendix B): d_hat = 0.1 d + 0.9 d_hat,
/// strength = 0.2 max(0, d_hat - 0.5)^2.
/// </summary>
public static class AdaptiveNoise
{
    /// <summary>The average after one more step.</summary>
    /// <param name="average">d_hat, 0 at first.</param>
    /// <param name="fakeScore">d, the mean score of G's images in the step.</param>
    public static double Average(double average, double fakeScore) => 0.1 * fakeScore + 0.9 * average;

    /// <summary>Strength at an average.</summary>
    public static double Strength(double average) => 0.2 * Math.Pow(Math.Max(0, average - 0.5), 2);
}
