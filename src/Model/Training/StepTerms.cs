using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>Means over the minibatch of one step of D.</summary>
/// <param name="RealScore">Score of real images.</param>
/// <param name="FakeScore">Score of G's images.</param>
/// <param name="GradientNorm">Norm of the score's gradient between them.</param>
/// <param name="GradientPenalty">Squared distance of that norm from its target, without weight.</param>
/// <param name="Loss">D's loss.</param>
public sealed record StepTerms(double RealScore, double FakeScore, double GradientNorm, double GradientPenalty, double Loss)
{
    internal static StepTerms Of(DiscriminatorTerms terms)
    {
        var means = stack([terms.RealScores.mean(), terms.FakeScores.mean(), terms.GradientNorms.mean(), terms.GradientPenalties.mean(), terms.Loss]).ToHost();
        return new StepTerms(means[0], means[1], means[2], means[3], means[4]);
    }

    /// <exception cref="NotFiniteException">Names the first term that is not finite, in the order in which one leads to the other.</exception>
    internal void RequireFinite()
    {
        NotFiniteException.ThrowIfNotFinite(RealScore, "real_score");
        NotFiniteException.ThrowIfNotFinite(FakeScore, "fake_score");
        NotFiniteException.ThrowIfNotFinite(GradientNorm, "gradient_norm");
        NotFiniteException.ThrowIfNotFinite(GradientPenalty, "gradient_penalty");
        NotFiniteException.ThrowIfNotFinite(Loss, "d_loss");
    }
}
