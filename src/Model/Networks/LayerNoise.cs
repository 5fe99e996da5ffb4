using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Multiplicative Gaussian noise on the inputs of D's convolutions, one factor for each image and feature map: 1 +
/// strength * sqrt(maps) * N(0,1). Source: paper, appendix B; official Theano code, <c>GDropLayer</c> in mode
/// <c>prop</c>. One object serves one pass through D.
/// </summary>
/// <param name="strength">See <see cref="Losses.AdaptiveNoise"/>.</param>
/// <param name="seed">The experiment's seed.</param>
/// <param name="stream">Which pass, such as <c>noise/reals</c>.</param>
/// <param name="nimg">Real images shown before the step.</param>
/// <param name="minibatch">Images of the whole step.</param>
/// <param name="share">[n] which of them are in this pass; null for all.</param>
public sealed class LayerNoise(double strength, long seed, string stream, long nimg, int minibatch, Tensor? share)
{
    private int layer;

    /// <param name="x">[n,C,H,W], inputs of the pass's next layer.</param>
    /// <returns>Same shape.</returns>
    public Tensor Disturb(Tensor x)
    {
        var maps = x.shape[1];
        var normal = RandomTensors.Normal(RandomStream.Seed(seed, $"{stream}/{layer++}", nimg), [minibatch, maps]);
        var factors = normal.to(x.device).Times(strength * Math.Sqrt(maps)).Plus(1);
        if (share is not null)
            factors = factors.index_select(0, share);
        return x * Arithmetic.In(x.dtype, factors.reshape(-1, maps, 1, 1));
    }
}
