using PgGanLab.Growth.Layers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Feature maps to colours: a linear 1x1 convolution.</summary>
/// <param name="layer">Its sizes and parameters.</param>
public sealed class ToRgb(NetworkLayer layer)
{
    private readonly EqualizedConv2d conv = new(layer);

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,R,R].</param>
    /// <returns>[N,channels,R,R].</returns>
    public Tensor Call(BoundParameters p, Tensor x) => conv.Call(p, Arithmetic.Exact(x));
}
