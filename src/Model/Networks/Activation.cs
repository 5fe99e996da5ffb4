using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>The networks' one nonlinearity.</summary>
public static class Activation
{
    private const double Slope = 0.2;

    /// <summary>Leaky ReLU with slope 0.2 (paper, appendix A.1).</summary>
    public static Tensor LeakyRelu(Tensor x) => x.LeakyRelu(Slope);

    /// <summary>
    /// The same in the memory of <paramref name="x"/>, which must not be needed any more and be
    /// no view of another tensor.
    /// </summary>
    public static Tensor LeakyReluInPlace(Tensor x) => x.LeakyReluInPlace(Slope);

    /// <summary>
    /// Leads a gradient back through leaky ReLU: where y is above 0 as it is, else times 0.2. Differentiable by the
    /// gradient; the slope is a constant.
    /// </summary>
    /// <param name="y">What leaky ReLU gave.</param>
    /// <param name="gradient">By y.</param>
    /// <returns>By what leaky ReLU was given.</returns>
    public static Tensor LeakyReluGradient(Tensor y, Tensor gradient)
    {
        using var mode = enable_grad();
        var sameSigns = y.detach().requires_grad_(true);  // a number and its leaky ReLU have the same sign
        using var output = LeakyRelu(sameSigns);
        return autograd.grad([output], [sameSigns], [gradient], create_graph: true)[0];
    }
}
