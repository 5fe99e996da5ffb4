using PgGanLab.Growth.Layers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Colours to feature maps: a 1x1 convolution and leaky ReLU.</summary>
/// <param name="layer">Its sizes and parameters.</param>
public sealed class FromRgb(NetworkLayer layer)
{
    private readonly EqualizedConv2d conv = new(layer);

    /// <param name="p">The network's parameters.</param>
    /// <param name="images">[N,channels,R,R].</param>
    /// <param name="reverse">Learns the way back; null if none is wanted.</param>
    /// <returns>[N,maps,R,R].</returns>
    public Tensor Call(BoundParameters p, Tensor images, ReversePass? reverse = null)
    {
        var x = Activation.LeakyRelu(conv.Call(p, images));
        reverse?.Add(gradient => conv.InputGradient(p, Activation.LeakyReluGradient(x, gradient)));
        return x;
    }
}
