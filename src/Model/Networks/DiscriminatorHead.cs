using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>D's 4x4 layers: minibatch standard deviation, convolution, two dense layers, one score (paper, table 2).</summary>
public sealed class DiscriminatorHead
{
    private readonly int group;
    private readonly EqualizedConv2d conv;
    private readonly EqualizedLinear dense0;
    private readonly EqualizedLinear dense1;

    /// <param name="maps">Feature maps at 4 px.</param>
    /// <param name="units">Outputs of the first dense layer.</param>
    /// <param name="group">Group of the minibatch standard deviation layer; 1 switches it off.</param>
    public DiscriminatorHead(int maps, int units, int group)
    {
        this.group = group;
        conv = new EqualizedConv2d(LayerName.At(4, "Conv"), group > 1 ? maps + 1 : maps, maps, kernel: 3, Gain.LeakyRelu);
        dense0 = new EqualizedLinear(LayerName.At(4, "Dense0"), maps * 16, units, Gain.LeakyRelu);
        dense1 = new EqualizedLinear(LayerName.At(4, "Dense1"), units, 1, Gain.Linear);
    }

    public IEnumerable<ParameterSpec> Parameters => [.. conv.Parameters, .. dense0.Parameters, .. dense1.Parameters];

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,4,4].</param>
    /// <returns>[N] scores; greater means more real.</returns>
    public Tensor Call(BoundParameters p, Tensor x)
    {
        if (group > 1)
            x = MinibatchStddev.Call(x, group);                                 // [N,maps+1,4,4]
        x = Activation.LeakyRelu(conv.Call(p, x));                              // [N,maps,4,4]
        x = Activation.LeakyRelu(dense0.Call(p, x.flatten(1)));                 // [N,units]
        return dense1.Call(p, x).squeeze(1);                                    // [N]
    }
}
