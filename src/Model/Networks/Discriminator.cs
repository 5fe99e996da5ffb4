using System.Collections.Immutable;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// D as it stands in one growth phase; it holds no numbers. Activation comes before pooling, as in the paper's table 2, unless scaling is fused.
/// Source: paper, table 2 and figure 2; official networks.py, <c>D_paper</c>.
/// </summary>
public sealed class Discriminator
{
    private readonly FromRgb fromRgb;
    private readonly FromRgb? oldFromRgb;
    private readonly ImmutableArray<DiscriminatorBlock> blocks;
    private readonly DiscriminatorHead head;

    public Discriminator(NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var options = shape.Layers;
        fromRgb = new FromRgb(shape.Resolution, shape.Channels, shape.Maps(shape.Resolution), options.EqualizedLearningRate);
        oldFromRgb = shape.FadesIn ? new FromRgb(shape.Resolution / 2, shape.Channels, shape.Maps(shape.Resolution / 2), options.EqualizedLearningRate) : null;
        blocks = [.. shape.BlockResolutions.Reverse().Select(r => new DiscriminatorBlock(r, shape.Maps(r), shape.Maps(r / 2), options, Arithmetic.At(r, shape.Arithmetic)))];
        head = new DiscriminatorHead(shape);
        Layout = new ParameterLayout([.. fromRgb.Parameters, .. oldFromRgb?.Parameters ?? [], .. blocks.SelectMany(b => b.Parameters), .. head.Parameters]);
    }

    public ParameterLayout Layout { get; }

    /// <param name="p">Parameters of <see cref="Layout"/>.</param>
    /// <param name="images">[N,C,R,R], about [-1,1].</param>
    /// <param name="alpha">Weight of the newest layers, 0 to 1; 1 unless they fade in.</param>
    /// <param name="noise">What disturbs the convolutions' inputs; null for nothing.</param>
    /// <returns>Scores and logits.</returns>
    public DiscriminatorOutput Call(BoundParameters p, Tensor images, double alpha, LayerNoise? noise = null)
    {
        var x = fromRgb.Call(p, images);                                        // [N,maps,R,R]
        for (var i = 0; i < blocks.Length; i++)
        {
            x = blocks[i].Call(p, x, noise);                                           // [N,maps,r/2,r/2]
            if (i == 0 && alpha != 1 && oldFromRgb is not null)
                x = Resample.Blend(Arithmetic.In(x.dtype, oldFromRgb.Call(p, Resample.Downscale2x(images))), x, alpha);
        }
        return head.Call(p, x, noise);
    }
}
