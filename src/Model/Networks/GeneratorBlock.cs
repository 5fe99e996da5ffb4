using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// G's layers at one resolution above 4: upscale, then twice convolution, leaky ReLU and
/// normalization (paper, table 2).
/// </summary>
internal sealed class GeneratorBlock(BlockLayers layers, LayerOptions options, ScalarType? type)
{
    private readonly GeneratorLayer conv0 = new(layers.Conv0, options);
    private readonly GeneratorLayer conv1 = new(layers.Conv1, options);

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,R/2,R/2].</param>
    /// <returns>[N,outputs,R,R].</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        x = conv0.CallUpscaled(p, Arithmetic.In(type, x));                      // [N,outputs,R,R]
        return conv1.Call(p, x);
    }
}
