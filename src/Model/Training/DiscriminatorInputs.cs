using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>What one step of D is fed.</summary>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Reals">[N,C,R,R] in [-1,1].</param>
/// <param name="Latents">[N,L].</param>
/// <param name="Mix">[N] in [0,1).</param>
/// <param name="Labels">[N,K] one-hot, of the reals; null without classes.</param>
public sealed record DiscriminatorInputs(long Nimg, Tensor Reals, Tensor Latents, Tensor Mix, Tensor? Labels = null);
