using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>G's layers at one resolution above 4: upscale, then twice convolution, leaky ReLU and normalization (paper, table 2).</summary>
public sealed class GeneratorBlock(int resolution, int inputs, int outputs)
{
    private readonly EqualizedConv2d conv0 = new(LayerName.At(resolution, "Conv0"), inputs, outputs, kernel: 3, Gain.LeakyRelu);
    private readonly EqualizedConv2d conv1 = new(LayerName.At(resolution, "Conv1"), outputs, outputs, kernel: 3, Gain.LeakyRelu);

    public IEnumerable<ParameterSpec> Parameters => [.. conv0.Parameters, .. conv1.Parameters];

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,R/2,R/2].</param>
    /// <returns>[N,outputs,R,R].</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        x = Resample.Upscale2x(x);                                              // [N,inputs,R,R]
        x = PixelNorm.Call(Activation.LeakyRelu(conv0.Call(p, x)));
        return PixelNorm.Call(Activation.LeakyRelu(conv1.Call(p, x)));
    }
}
