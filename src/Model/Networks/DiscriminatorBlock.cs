using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// D's layers at one resolution above 4: twice convolution and leaky ReLU, then the mean of 2x2 pixels (paper, table
/// 2); with fused scale the mean comes before the second bias and activation.
/// </summary>
internal sealed class DiscriminatorBlock(
    BlockLayers layers, LayerOptions options, ScalarType? type)
{
    private readonly DiscriminatorLayer conv0 = new(layers.Conv0);
    private readonly DiscriminatorLayer conv1 = new(layers.Conv1);

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,R,R].</param>
    /// <param name="noise">What disturbs the layers' inputs; null for nothing.</param>
    /// <param name="reverse">Learns the way back; null if none is wanted.</param>
    /// <returns>[N,outputs,R/2,R/2].</returns>
    public Tensor Call(BoundParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
    {
        var before = x.dtype;
        reverse?.Add(gradient => Arithmetic.In(before, gradient));
        x = conv0.Call(p, Arithmetic.In(type, x), noise, reverse);              // [N,inputs,R,R]
        if (options.FusedScale)
            return conv1.CallFused(p, x, noise, reverse);
        x = Resample.Downscale2x(conv1.Call(p, x, noise, reverse));
        reverse?.Add(Resample.Downscale2xGradient);
        return x;
    }
}
