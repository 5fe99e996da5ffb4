using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// A 3x3 convolution of G with what follows it: activation, then pixelwise normalization (paper, table 2); or batch
/// normalization, then activation (the baseline of table 1).
/// </summary>
internal sealed class GeneratorLayer
{
    private readonly EqualizedConv2d conv;
    private readonly Standardization? batchNorm;
    private readonly LayerOptions options;

    /// <param name="layer">Its sizes and parameters.</param>
    /// <param name="options">Switches.</param>
    public GeneratorLayer(NetworkLayer layer, LayerOptions options)
    {
        this.options = options;
        conv = new EqualizedConv2d(layer);
        batchNorm = layer.Norm is { } norm ? Standardization.Batch(norm) : null;
    }

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <returns>[N,outputs,H,W].</returns>
    public Tensor Call(BoundParameters p, Tensor x) => Finish(p, conv.Call(p, x));

    /// <summary>
    /// The same after <see cref="Resample.Upscale2x"/>, which the convolution does along with its own work.
    /// </summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <returns>[N,outputs,2H,2W].</returns>
    public Tensor CallUpscaled(BoundParameters p, Tensor x) => Finish(p, conv.CallUpscaled(p, x));

    /// <summary>Activation, in place, and pixelwise normalization, as the options have it.</summary>
    public static Tensor Finish(Tensor x, LayerOptions options)
    {
        x = options.LeakyRelu ? Activation.LeakyReluInPlace(x) : x.relu();
        return options.GeneratorNorm == GeneratorNorm.Pixel ? PixelNorm.Call(x) : x;
    }

    private Tensor Finish(BoundParameters p, Tensor x) => Finish(batchNorm is null ? x : batchNorm.Call(p, x), options);
}
