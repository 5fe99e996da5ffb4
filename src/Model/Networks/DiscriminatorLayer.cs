using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// A 3x3 convolution of D with leaky ReLU (paper, table 2), between them layer normalization where asked
/// for (baseline of table 1).
/// </summary>
internal sealed class DiscriminatorLayer
{
    private readonly EqualizedConv2d conv;
    private readonly Standardization? layerNorm;

    /// <param name="layer">Its sizes and parameters.</param>
    public DiscriminatorLayer(NetworkLayer layer)
    {
        conv = new EqualizedConv2d(layer);
        layerNorm = layer.Norm is { } norm ? Standardization.Layer(norm) : null;
    }

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <param name="noise">What disturbs the inputs; null for nothing.</param>
    /// <param name="reverse">Learns the way back, which knows neither noise nor normalization; null
    /// if none is wanted.</param>
    /// <returns>[N,outputs,H,W].</returns>
    public Tensor Call(BoundParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
    {
        x = Finish(p, conv.Call(p, Disturbed(x, noise)));
        reverse?.Add(gradient => conv.InputGradient(p, Activation.LeakyReluGradient(x, gradient)));
        return x;
    }

    /// <summary>
    /// The same with pooling straight after the convolution. Source: official networks.py, <c>conv2d_downscale2d</c>.
    /// </summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <param name="noise">What disturbs the inputs; null for nothing.</param>
    /// <param name="reverse">As in <see cref="Call"/>.</param>
    /// <returns>[N,outputs,H/2,W/2].</returns>
    public Tensor CallFused(BoundParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
    {
        x = Resample.Downscale2x(conv.CallWithoutBias(p, Disturbed(x, noise)));
        x = Finish(p, x.Plus(p.As(conv.Bias, x.dtype).reshape(1, -1, 1, 1)));
        reverse?.Add(gradient =>
            conv.InputGradient(p, Resample.Downscale2xGradient(Activation.LeakyReluGradient(x, gradient))));
        return x;
    }

    private Tensor Finish(BoundParameters p, Tensor x) =>
        Activation.LeakyReluInPlace(layerNorm is null ? x : layerNorm.Call(p, x));

    private static Tensor Disturbed(Tensor x, LayerNoise? noise) => noise is null ? x : noise.Disturb(x);
}
