using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>What one step of D sees.</summary>
/// <param name="Reals">[N,C,R,R] in [-1,1].</param>
/// <param name="Fakes">[N,C,R,R], detached from G.</param>
/// <param name="Mix">[N] in [0,1): where between real (0) and fake (1) the gradient penalty looks.</param>
/// <param name="Labels">[N,K] one-hot, of the reals and, drawn with them, of the fakes; null without classes.</param>
public sealed record DiscriminatorBatch(Tensor Reals, Tensor Fakes, Tensor Mix, Tensor? Labels);
