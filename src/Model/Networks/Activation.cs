using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>The networks' one nonlinearity.</summary>
public static class Activation
{
    private const double Slope = 0.2;

    /// <summary>Leaky ReLU with slope 0.2 (paper, appendix A.1).</summary>
    public static Tensor LeakyRelu(Tensor x) => x.LeakyRelu(Slope);

    /// <summary>The same in the memory of <paramref name="x"/>, which must not be needed any more and be no view of another tensor.</summary>
    public static Tensor LeakyReluInPlace(Tensor x) => x.LeakyReluInPlace(Slope);

    /// <summary>Slope at each number, a constant: 1 above 0, else 0.2.</summary>
    /// <param name="y">What leaky ReLU gave.</param>
    public static Tensor LeakyReluSlopes(Tensor y)
    {
        using var mode = no_grad();
        return y.IsPositive().to(y.dtype).MultiplyInPlace(1 - Slope).AddInPlace(Slope);
    }
}
