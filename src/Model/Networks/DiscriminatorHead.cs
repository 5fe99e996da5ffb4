using PgGanLab.Growth.Configuration;
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

    /// <param name="shape">Layers and sizes.</param>
    public DiscriminatorHead(NetworkShape shape)
    {
        var (maps, units, options) = (shape.Maps(4), shape.FeatureMaps[0], shape.Layers);
        group = options.MinibatchLayer == MinibatchLayer.Stddev ? shape.MinibatchStddevGroup : 1;
        conv = new DiscriminatorLayer(LayerName.At(4, "Conv"), group > 1 ? maps + 1 : maps, maps, options);
        var features = maps * 16;
        if (options.MinibatchLayer == MinibatchLayer.Discrimination)
        {
            discrimination = new MinibatchDiscrimination(
                LayerName.At(4, "MinibatchDiscrimination"), features, options.EqualizedLearningRate);
            features += MinibatchDiscrimination.Kernels;
        }
        dense0 = new EqualizedLinear(
            LayerName.At(4, "Dense0"), features, units, Gain.LeakyRelu, options.EqualizedLearningRate);
        dense1 = new EqualizedLinear(
            LayerName.At(4, "Dense1"), units, 1 + shape.Labels, Gain.Linear, options.EqualizedLearningRate);
    }

    public IEnumerable<ParameterSpec> Parameters =>
        [.. conv.Parameters, .. discrimination?.Parameters ?? [], .. dense0.Parameters, .. dense1.Parameters];

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
