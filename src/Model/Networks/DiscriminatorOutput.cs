using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>What D says of images.</summary>
/// <param name="Scores">[N]; with WGAN-GP, greater means more real.</param>
/// <param name="Logits">[N,K] of the classes; null where D knows none.</param>
public sealed record DiscriminatorOutput(Tensor Scores, Tensor? Logits);
