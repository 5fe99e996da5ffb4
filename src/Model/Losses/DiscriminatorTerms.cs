using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>What D's loss is made of, each [N] one number an image; null where the loss has no such term.</summary>
/// <param name="RealScores">Scores of the real images.</param>
/// <param name="FakeScores">Scores of G's images.</param>
/// <param name="Penalty">Of the scores' gradient.</param>
/// <param name="RealLabelPenalties">Cross-entropy of the real images' classes.</param>
/// <param name="FakeLabelPenalties">Cross-entropy of the classes that G's images should have.</param>
/// <param name="Losses">Everything, weighted; D's loss is the mean.</param>
public sealed record DiscriminatorTerms(
    Tensor RealScores, Tensor FakeScores, GradientPenalty? Penalty, Tensor? RealLabelPenalties,
    Tensor? FakeLabelPenalties, Tensor Losses)
{
    /// <summary>Scalar.</summary>
    public Tensor Loss => Losses.mean();
}
