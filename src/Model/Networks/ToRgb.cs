using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Feature maps to colours: a linear 1x1 convolution.</summary>
public sealed class ToRgb(int resolution, int maps, int channels, bool equalized)
{
    private readonly EqualizedConv2d conv = new(
        LayerName.At(resolution, "ToRGB"), maps, channels, kernel: 1, Gain.Linear, equalized);

    public IEnumerable<ParameterSpec> Parameters => conv.Parameters;

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,R,R].</param>
    /// <returns>[N,channels,R,R].</returns>
    public Tensor Call(BoundParameters p, Tensor x) => conv.Call(p, Arithmetic.Exact(x));
}
