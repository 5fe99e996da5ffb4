using PgGanLab.Growth.Layers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// D's 4x4 layers: minibatch standard deviation, convolution, two dense layers, one score and the
/// classes' logits (paper, table 2).
/// </summary>
internal sealed class DiscriminatorHead
{
    private readonly int group;
    private readonly DiscriminatorLayer conv;
    private readonly MinibatchDiscrimination? discrimination;
    private readonly EqualizedLinear dense0;
    private readonly EqualizedLinear dense1;

    /// <param name="layers">Sizes and parameters.</param>
    /// <param name="group">Images in one group of the minibatch standard deviation; 1: there is none.</param>
    public DiscriminatorHead(DiscriminatorLayers layers, int group)
    {
        this.group = group;
        conv = new DiscriminatorLayer(layers.Conv);
        discrimination = layers.Discrimination is { } kernels ? new MinibatchDiscrimination(kernels) : null;
        dense0 = new EqualizedLinear(layers.Dense0);
        dense1 = new EqualizedLinear(layers.Dense1);
    }

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,4,4].</param>
    /// <param name="noise">What disturbs the convolution's inputs; null for nothing.</param>
    /// <param name="reverse">Learns the way back from the scores, [N]; null if none is wanted.</param>
    /// <returns>Scores and logits.</returns>
    public DiscriminatorOutput Call(BoundParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
    {
        var before = x.dtype;
        reverse?.Add(gradient => Arithmetic.In(before, gradient));
        x = Arithmetic.Exact(x);
        if (group > 1)
            x = Call(x, y => MinibatchStddev.Call(y, group), reverse);          // [N,maps+1,4,4]
        var features = conv.Call(p, x, noise, reverse);                         // [N,maps,4,4]
        reverse?.Add(gradient => gradient.reshape(features.shape));
        x = features.flatten(1);                                                // [N,maps*16]
        if (discrimination is not null)
            x = Call(x, y => discrimination.Call(p, y), reverse);
        var hidden = Activation.LeakyReluInPlace(dense0.Call(p, x));            // [N,units]
        reverse?.Add(gradient => dense0.InputGradient(p, Activation.LeakyReluGradient(hidden, gradient)));
        reverse?.Add(gradient => gradient.unsqueeze(1) * dense1.RowOf(p, output: 0));
        x = dense1.Call(p, hidden);                                             // [N,1+K]
        return x.shape[1] == 1
            ? new DiscriminatorOutput(x.squeeze(1), null)
            : new DiscriminatorOutput(x.select(1, 0), x.narrow(1, 1, x.shape[1] - 1));
    }

    /// <summary>A layer that is not piecewise linear: autograd knows its way back.</summary>
    private static Tensor Call(Tensor x, Func<Tensor, Tensor> layer, ReversePass? reverse)
    {
        var y = layer(x);
        reverse?.Add(gradient => autograd.grad([y], [x], [gradient], retain_graph: true, create_graph: true)[0]);
        return y;
    }
}
