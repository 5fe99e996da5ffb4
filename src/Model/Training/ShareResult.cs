using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>What one share of a minibatch gives.</summary>
/// <param name="Gradient">[P] part of the gradient of the mean loss, outside any dispose scope.</param>
/// <param name="Sums">Sums of the terms over the share's images, by name.</param>
internal sealed record ShareResult(Tensor Gradient, KeyValuePair<string, double>[] Sums) : IDisposable
{
    public void Dispose() => Gradient.Dispose();
}
