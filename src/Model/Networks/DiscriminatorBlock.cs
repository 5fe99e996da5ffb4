using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>D's layers at one resolution above 4: twice convolution and leaky ReLU, then the mean of 2x2 pixels (paper, table 2).</summary>
public sealed class DiscriminatorBlock(int resolution, int inputs, int outputs)
{
    private readonly EqualizedConv2d conv0 = new(LayerName.At(resolution, "Conv0"), inputs, inputs, kernel: 3, Gain.LeakyRelu);
    private readonly EqualizedConv2d conv1 = new(LayerName.At(resolution, "Conv1"), inputs, outputs, kernel: 3, Gain.LeakyRelu);

    public IEnumerable<ParameterSpec> Parameters => [.. conv0.Parameters, .. conv1.Parameters];

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,R,R].</param>
    /// <returns>[N,outputs,R/2,R/2].</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        x = Activation.LeakyRelu(conv0.Call(p, x));                             // [N,inputs,R,R]
        x = Activation.LeakyRelu(conv1.Call(p, x));                             // [N,outputs,R,R]
        return Resample.Downscale2x(x);
    }
}
