using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// The order of activations in memory: channels of a pixel side by side, [N,H,W,C], while the axes keep their order
/// [N,C,H,W]. Convolutions are faster so (bench/run), and a 1x1 convolution is a plain matrix product. What torch
/// computes from such a tensor is arranged so too.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>The same numbers, arranged channels last.</summary>
    /// <param name="x">[N,C,H,W].</param>
    public static Tensor Arrange(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <summary>A 1x1 convolution as a matrix product over the channels.</summary>
    /// <param name="x">[N,Cin,H,W].</param>
    /// <param name="weight">[Cout,Cin,1,1].</param>
    /// <param name="bias">[Cout].</param>
    /// <returns>[N,Cout,H,W], arranged channels last.</returns>
    public static Tensor Pointwise(Tensor x, Tensor weight, Tensor bias) =>
        nn.functional.linear(x.permute(0, 2, 3, 1), weight.flatten(1), bias).permute(0, 3, 1, 2);
}
