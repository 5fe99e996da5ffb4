using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Convolution that keeps the size, with equalized learning rate (paper, section 4.1): it reads the scaled weight.
/// </summary>
/// <param name="layer">Its sizes and parameters; the kernel's width is odd.</param>
public sealed class EqualizedConv2d(NetworkLayer layer)
{
    private readonly long padding = layer.Weight.Shape[^1] / 2;

    public ParameterSpec Weight { get; } = layer.Weight;

    public ParameterSpec Bias { get; } = layer.Bias;

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,Cin,H,W].</param>
    /// <returns>[N,Cout,H,W].</returns>
    public Tensor Call(ScaledParameters p, Tensor x)
    {
        var (weight, bias) = (p.As(Weight, x.dtype), p.As(Bias, x.dtype));
        return padding == 0
            ? ChannelsLast.Pointwise(x, weight, bias)
            : functional.conv2d(x, weight, bias, padding: [padding, padding]);
    }

    /// <summary>
    /// The convolution of what <see cref="Resample.Upscale2x"/> makes of x, at four ninths of the work: a transposed
    /// convolution of x with stride 2, whose 4x4 kernel adds up the weights that meet the same pixel of x. Source:
    /// official networks.py, <c>upscale2d_conv2d</c>.
    /// </summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,Cin,H,W].</param>
    /// <returns>[N,Cout,2H,2W].</returns>
    public Tensor CallUpscaled(ScaledParameters p, Tensor x)
    {
        using var means = functional.avg_pool2d(p[Weight], [2, 2], stride: [1, 1], padding: [1, 1]);   // [Cout,Cin,4,4]
        var sums = means.flip(2, 3).MultiplyInPlace(4);
        var kernel = Arithmetic.In(x.dtype, sums.transpose(0, 1));                                     // [Cin,Cout,4,4]
        return functional.conv_transpose2d(x, kernel, p.As(Bias, x.dtype), strides: [2, 2], padding: [1, 1]);
    }

    /// <summary>Leads a gradient back from output to input.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="gradient">[N,Cout,H,W].</param>
    /// <returns>[N,Cin,H,W].</returns>
    public Tensor InputGradient(ScaledParameters p, Tensor gradient)
    {
        var weight = p.As(Weight, gradient.dtype);
        return padding == 0
            ? functional.linear(gradient.permute(0, 2, 3, 1), weight.flatten(1).transpose(0, 1)).permute(0, 3, 1, 2)
            : functional.conv_transpose2d(gradient, weight, padding: [padding, padding]);
    }

    /// <summary>The convolution alone, for those who add <see cref="Bias"/> later.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,Cin,H,W].</param>
    /// <returns>[N,Cout,H,W].</returns>
    public Tensor CallWithoutBias(ScaledParameters p, Tensor x) =>
        functional.conv2d(x, p.As(Weight, x.dtype), padding: [padding, padding]);
}
