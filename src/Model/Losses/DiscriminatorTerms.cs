using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>The discriminator's loss and what it is made of.</summary>
/// <param name="RealScores">[N].</param>
/// <param name="FakeScores">[N].</param>
/// <param name="GradientNorms">[N] norm of the score's gradient with respect to the mixed image's pixels.</param>
/// <param name="GradientPenalties">[N] squared distance of the norms from their target, without weight.</param>
/// <param name="Loss">Scalar: the mean over the images.</param>
public sealed record DiscriminatorTerms(Tensor RealScores, Tensor FakeScores, Tensor GradientNorms, Tensor GradientPenalties, Tensor Loss);
