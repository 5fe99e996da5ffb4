using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Colours to feature maps: a 1x1 convolution and leaky ReLU.</summary>
public sealed class FromRgb(int resolution, int channels, int maps, bool equalized)
{
    private readonly EqualizedConv2d conv = new(
        LayerName.At(resolution, "FromRGB"), channels, maps, kernel: 1, Gain.LeakyRelu, equalized);

    public IEnumerable<ParameterSpec> Parameters => conv.Parameters;

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
