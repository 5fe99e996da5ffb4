using static TorchSharp.torch;

namespace PgGanLab.Model.Losses;

/// <summary>A penalty on the gradient of the scores by the images, each [N].</summary>
/// <param name="Norms">Euclidean norms of the gradients.</param>
/// <param name="Penalties">What is penalized, without weight.</param>
/// <param name="Weighted">Its part of the loss.</param>
public sealed record GradientPenalty(Tensor Norms, Tensor Penalties, Tensor Weighted);
