using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Pixelwise feature vector normalization (paper, section 4.2). The mean is taken in float32
/// whatever the type of the numbers.
/// </summary>
public static class PixelNorm
{
    private const double Epsilon = 1e-8;

    /// <param name="x">[N,C] or [N,C,H,W].</param>
    /// <returns>x / sqrt(mean of squares over C + 1e-8), same shape and type.</returns>
    public static Tensor Call(Tensor x) => x.dim() == 4
        ? OverLastAxis(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)  // so that gradients are arranged channels last too
        : OverLastAxis(x);

    private static Tensor OverLastAxis(Tensor x) =>
        x * Arithmetic.In(x.dtype, Arithmetic.Exact(x).Squared().mean([-1], keepdim: true).Plus(Epsilon).rsqrt());
}
