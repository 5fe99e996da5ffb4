using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// D as it stands in one growth phase; it holds no numbers. Activation comes before pooling, as in the paper's table 2,
/// unless scaling is fused. Source: paper, table 2 and figure 2; official networks.py, <c>D_paper</c>.
/// </summary>
public sealed class Discriminator
{
    private readonly FromRgb fromRgb;
    private readonly FromRgb? oldFromRgb;
    private readonly ImmutableArray<DiscriminatorBlock> blocks;
    private readonly DiscriminatorHead head;
    private readonly bool piecewiseLinear;

    public Discriminator(NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var layers = new DiscriminatorLayers(shape);
        fromRgb = new FromRgb(layers.FromRgb);
        oldFromRgb = layers.OldFromRgb is { } old ? new FromRgb(old) : null;
        blocks = [.. layers.Blocks.Select(block => new DiscriminatorBlock(
            block, shape.Layers, Arithmetic.At(block.Resolution, shape.Arithmetic)))];
        head = new DiscriminatorHead(layers, shape.StddevGroup);
        piecewiseLinear = shape.Layers.DiscriminatorNorm == DiscriminatorNorm.None;
        Layout = layers.Parameters;
    }

    public ParameterLayout Layout { get; }

    /// <param name="p">Parameters of <see cref="Layout"/>.</param>
    /// <param name="images">[N,C,R,R], about [-1,1].</param>
    /// <param name="alpha">Weight of the newest layers, 0 to 1; 1 unless they fade in.</param>
    /// <param name="noise">What disturbs the convolutions' inputs; null for nothing.</param>
    /// <returns>Scores and logits.</returns>
    public DiscriminatorOutput Call(ScaledParameters p, Tensor images, double alpha, LayerNoise? noise = null) =>
        head.Call(p, Features(p, images, alpha, noise), noise);

    /// <summary>
    /// Gradient of the sum of the scores by the pixels, without noise; itself differentiable by <paramref name="p"/>.
    /// </summary>
    /// <param name="p">Parameters of <see cref="Layout"/>, differentiable.</param>
    /// <param name="images">[N,C,R,R], about [-1,1].</param>
    /// <param name="alpha">Weight of the newest layers, 0 to 1; 1 unless they fade in.</param>
    /// <returns>[N,C,R,R].</returns>
    public Tensor ScoreGradient(ScaledParameters p, Tensor images, double alpha)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!piecewiseLinear)
        {
            images = images.detach().requires_grad_(true);
            var scores = Call(p, images, alpha).Scores;
            return autograd.grad([scores.sum()], [images], retain_graph: true, create_graph: true)[0];
        }
        var reverse = new ReversePass();
        images = images.detach();
        var output = head.Call(p, Features(p, images, alpha, noise: null, reverse), noise: null, reverse);
        return reverse.Backward(ones_like(output.Scores));
    }

    /// <returns>[N,maps,4,4].</returns>
    private Tensor Features(
        ScaledParameters p, Tensor images, double alpha, LayerNoise? noise, ReversePass? reverse = null)
    {
        var x = fromRgb.Call(p, images, reverse);                               // [N,maps,R,R]
        for (var i = 0; i < blocks.Length; i++)
        {
            x = blocks[i].Call(p, x, noise, reverse);                           // [N,maps,r/2,r/2]
            if (i == 0 && alpha != 1 && oldFromRgb is not null)
                x = Resample.Blend(OldColours(oldFromRgb, p, images, x.dtype, alpha, reverse), x, alpha);
        }
        return x;
    }

    /// <summary>What the next lower resolution's D sees of the images.</summary>
    /// <returns>[N,maps,R/2,R/2].</returns>
    private static Tensor OldColours(
        FromRgb fromRgb, ScaledParameters p, Tensor images, ScalarType type, double alpha, ReversePass? reverse)
    {
        var oldReverse = reverse is null ? null : new ReversePass();
        oldReverse?.Add(Resample.Downscale2xGradient);
        var x = fromRgb.Call(p, Resample.Downscale2x(images), oldReverse);
        if (oldReverse is not null)
        {
            oldReverse.Add(gradient => Arithmetic.Exact(gradient));
            reverse!.Blend(oldReverse, alpha);
        }
        return Arithmetic.In(type, x);
    }
}

/// <summary>Colours to feature maps: a 1x1 convolution and leaky ReLU.</summary>
/// <param name="layer">Its sizes and parameters.</param>
public sealed class FromRgb(NetworkLayer layer)
{
    private readonly EqualizedConv2d conv = new(layer);

    /// <param name="p">The network's parameters.</param>
    /// <param name="images">[N,channels,R,R].</param>
    /// <param name="reverse">Learns the way back; null if none is wanted.</param>
    /// <returns>[N,maps,R,R].</returns>
    public Tensor Call(ScaledParameters p, Tensor images, ReversePass? reverse = null)
    {
        var x = Activation.LeakyRelu(conv.Call(p, images));
        reverse?.Add(gradient => conv.InputGradient(p, Activation.LeakyReluGradient(x, gradient)));
        return x;
    }
}

/// <summary>
/// D's layers at one resolution above 4: twice convolution and leaky ReLU, then the mean of 2x2 pixels (paper, table
/// 2); with fused scale the mean comes before the second bias and activation.
/// </summary>
internal sealed class DiscriminatorBlock(
    BlockLayers layers, LayerOptions options, ScalarType? type)
{
    private readonly DiscriminatorLayer conv0 = new(layers.Conv0);
    private readonly DiscriminatorLayer conv1 = new(layers.Conv1);

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,R,R].</param>
    /// <param name="noise">What disturbs the layers' inputs; null for nothing.</param>
    /// <param name="reverse">Learns the way back; null if none is wanted.</param>
    /// <returns>[N,outputs,R/2,R/2].</returns>
    public Tensor Call(ScaledParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
    {
        var before = x.dtype;
        reverse?.Add(gradient => Arithmetic.In(before, gradient));
        x = conv0.Call(p, Arithmetic.In(type, x), noise, reverse);              // [N,inputs,R,R]
        if (options.FusedScale)
            return conv1.CallFused(p, x, noise, reverse);
        x = Resample.Downscale2x(conv1.Call(p, x, noise, reverse));
        reverse?.Add(Resample.Downscale2xGradient);
        return x;
    }
}

/// <summary>
/// A 3x3 convolution of D with leaky ReLU (paper, table 2), between them layer normalization where asked
/// for (baseline of table 1).
/// </summary>
internal sealed class DiscriminatorLayer
{
    private readonly EqualizedConv2d conv;
    private readonly Standardization? layerNorm;

    /// <param name="layer">Its sizes and parameters.</param>
    public DiscriminatorLayer(NetworkLayer layer)
    {
        conv = new EqualizedConv2d(layer);
        layerNorm = layer.Norm is { } norm ? Standardization.Layer(norm) : null;
    }

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <param name="noise">What disturbs the inputs; null for nothing.</param>
    /// <param name="reverse">Learns the way back, which knows neither noise nor normalization; null
    /// if none is wanted.</param>
    /// <returns>[N,outputs,H,W].</returns>
    public Tensor Call(ScaledParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
    {
        x = Finish(p, conv.Call(p, Disturbed(x, noise)));
        reverse?.Add(gradient => conv.InputGradient(p, Activation.LeakyReluGradient(x, gradient)));
        return x;
    }

    /// <summary>
    /// The same with pooling straight after the convolution. Source: official networks.py, <c>conv2d_downscale2d</c>.
    /// </summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <param name="noise">What disturbs the inputs; null for nothing.</param>
    /// <param name="reverse">As in <see cref="Call"/>.</param>
    /// <returns>[N,outputs,H/2,W/2].</returns>
    public Tensor CallFused(ScaledParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
    {
        x = Resample.Downscale2x(conv.CallWithoutBias(p, Disturbed(x, noise)));
        x = Finish(p, x.Plus(p.As(conv.Bias, x.dtype).reshape(1, -1, 1, 1)));
        reverse?.Add(gradient =>
            conv.InputGradient(p, Resample.Downscale2xGradient(Activation.LeakyReluGradient(x, gradient))));
        return x;
    }

    private Tensor Finish(ScaledParameters p, Tensor x) =>
        Activation.LeakyReluInPlace(layerNorm is null ? x : layerNorm.Call(p, x));

    private static Tensor Disturbed(Tensor x, LayerNoise? noise) => noise is null ? x : noise.Disturb(x);
}

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
    public DiscriminatorOutput Call(ScaledParameters p, Tensor x, LayerNoise? noise, ReversePass? reverse = null)
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
