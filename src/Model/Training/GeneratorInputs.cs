using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>What one step of G is fed.</summary>
/// <param name="Nimg">Real images shown before.</param>
/// <param name="Latents">[N,L].</param>
/// <param name="Labels">[N,K] one-hot; null without classes.</param>
public sealed record GeneratorInputs(long Nimg, Tensor Latents, Tensor? Labels = null);
