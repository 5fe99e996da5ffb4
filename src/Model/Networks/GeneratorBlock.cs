using PgGanLab.Growth.Configuration;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// G's layers at one resolution above 4: upscale, then twice convolution, leaky ReLU and
/// normalization (paper, table 2).
/// </summary>
internal sealed class GeneratorBlock(int resolution, int inputs, int outputs, LayerOptions options, ScalarType? type)
{
    private readonly GeneratorLayer conv0 = new(LayerName.At(resolution, "Conv0"), inputs, outputs, options);
    private readonly GeneratorLayer conv1 = new(LayerName.At(resolution, "Conv1"), outputs, outputs, options);

    public IEnumerable<ParameterSpec> Parameters => [.. conv0.Parameters, .. conv1.Parameters];

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,R/2,R/2].</param>
    /// <returns>[N,outputs,R,R].</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        x = conv0.CallUpscaled(p, Arithmetic.In(type, x));                      // [N,outputs,R,R]
        return conv1.Call(p, x);
    }
}
