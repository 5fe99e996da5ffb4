using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>The networks' one nonlinearity.</summary>
public static class Activation
{
    private const double Slope = 0.2;

    /// <summary>Leaky ReLU with slope 0.2 (paper, appendix A.1).</summary>
    public static Tensor LeakyRelu(Tensor x) => functional.leaky_relu(x, Slope);

    /// <summary>The same in the memory of <paramref name="x"/>, which must not be needed any more and be no view of another tensor.</summary>
    public static Tensor LeakyReluInPlace(Tensor x) => x.leaky_relu_(Slope);

    /// <summary>Slope at each number, a constant: 1 above 0, else 0.2.</summary>
    /// <param name="y">What leaky ReLU gave.</param>
    public static Tensor LeakyReluSlopes(Tensor y)
    {
        using var mode = no_grad();
        return (y > 0).to(y.dtype).mul_(1 - Slope).add_(Slope);
    }
}
