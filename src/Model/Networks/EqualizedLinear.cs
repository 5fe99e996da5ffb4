using PgGanLab.Growth.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Fully connected layer with equalized learning rate (paper, section 4.1): it reads the scaled weight.
/// </summary>
/// <param name="layer">Its sizes and parameters.</param>
public sealed class EqualizedLinear(NetworkLayer layer)
{
    public ParameterSpec Weight { get; } = layer.Weight;

    public ParameterSpec Bias { get; } = layer.Bias;

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs].</param>
    /// <returns>[N,outputs].</returns>
    public Tensor Call(ScaledParameters p, Tensor x) => functional.linear(x, p[Weight], p[Bias]);

    /// <summary>Leads a gradient back from output to input.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="gradient">[N,outputs].</param>
    /// <returns>[N,inputs].</returns>
    public Tensor InputGradient(ScaledParameters p, Tensor gradient) => gradient.matmul(p[Weight]);

    /// <summary>The weights that make one output.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="output">Which.</param>
    /// <returns>[1,inputs].</returns>
    public Tensor RowOf(ScaledParameters p, int output) => p[Weight].narrow(0, output, 1);
}
