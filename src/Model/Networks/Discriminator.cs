using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
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
    public DiscriminatorOutput Call(BoundParameters p, Tensor images, double alpha, LayerNoise? noise = null) =>
        head.Call(p, Features(p, images, alpha, noise), noise);

    /// <summary>
    /// Gradient of the sum of the scores by the pixels, without noise; itself differentiable by <paramref name="p"/>.
    /// </summary>
    /// <param name="p">Parameters of <see cref="Layout"/>, bound to be differentiable.</param>
    /// <param name="images">[N,C,R,R], about [-1,1].</param>
    /// <param name="alpha">Weight of the newest layers, 0 to 1; 1 unless they fade in.</param>
    /// <returns>[N,C,R,R].</returns>
    public Tensor ScoreGradient(BoundParameters p, Tensor images, double alpha)
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
        return reverse.Lead(ones_like(output.Scores));
    }

    /// <returns>[N,maps,4,4].</returns>
    private Tensor Features(
        BoundParameters p, Tensor images, double alpha, LayerNoise? noise, ReversePass? reverse = null)
    {
        var x = fromRgb.Call(p, images, reverse);                               // [N,maps,R,R]
        for (var i = 0; i < blocks.Length; i++)
        {
            x = blocks[i].Call(p, x, noise, reverse);                           // [N,maps,r/2,r/2]
            if (i == 0 && alpha != 1 && oldFromRgb is not null)
                x = Resample.Blend(Old(oldFromRgb, p, images, x.dtype, alpha, reverse), x, alpha);
        }
        return x;
    }

    /// <summary>What the next lower resolution's D sees of the images.</summary>
    /// <returns>[N,maps,R/2,R/2].</returns>
    private static Tensor Old(
        FromRgb fromRgb, BoundParameters p, Tensor images, ScalarType type, double alpha, ReversePass? reverse)
    {
        var way = reverse is null ? null : new ReversePass();
        way?.Add(Resample.Downscale2xGradient);
        var x = fromRgb.Call(p, Resample.Downscale2x(images), way);
        if (way is not null)
        {
            way.Add(gradient => Arithmetic.Exact(gradient));
            reverse!.Blend(way, alpha);
        }
        return Arithmetic.In(type, x);
    }
}
