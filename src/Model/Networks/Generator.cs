using System.Collections.Immutable;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// G as it stands in one growth phase. It holds no numbers: the same object draws with G's and with Gs' parameters.
/// Source: paper, table 2 and figure 2; official networks.py, <c>G_paper</c>.
/// </summary>
public sealed class Generator
{
    private readonly GeneratorBase start;
    private readonly ImmutableArray<GeneratorBlock> blocks;
    private readonly ToRgb toRgb;
    private readonly ToRgb? oldToRgb;

    public Generator(NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        (LatentSize, Channels, Resolution) = (shape.LatentSize, shape.Channels, shape.Resolution);
        start = new GeneratorBase(shape.LatentSize, shape.Maps(4));
        blocks = [.. shape.BlockResolutions.Select(r => new GeneratorBlock(r, shape.Maps(r / 2), shape.Maps(r)))];
        toRgb = new ToRgb(shape.Resolution, shape.Maps(shape.Resolution), shape.Channels);
        oldToRgb = shape.FadesIn ? new ToRgb(shape.Resolution / 2, shape.Maps(shape.Resolution / 2), shape.Channels) : null;
        Layout = new ParameterLayout([.. start.Parameters, .. blocks.SelectMany(b => b.Parameters), .. toRgb.Parameters, .. oldToRgb?.Parameters ?? []]);
    }

    /// <summary>Length L of a latent vector.</summary>
    public int LatentSize { get; }

    /// <summary>Of its images: 1 or 3.</summary>
    public int Channels { get; }

    /// <summary>Pixels of its images.</summary>
    public int Resolution { get; }

    public ParameterLayout Layout { get; }

    /// <param name="p">Parameters of <see cref="Layout"/>.</param>
    /// <param name="latents">[N,L], N(0,1).</param>
    /// <param name="alpha">Weight of the newest layers, 0 to 1; 1 unless they fade in.</param>
    /// <returns>[N,C,R,R] images, about [-1,1].</returns>
    public Tensor Call(BoundParameters p, Tensor latents, double alpha)
    {
        var x = start.Call(p, latents);                                         // [N,maps,4,4]
        var below = x;
        foreach (var block in blocks)
        {
            below = x;                                                          // [N,maps,R/2,R/2] at the end
            x = block.Call(p, x);                                               // [N,maps,R,R]
        }
        var images = toRgb.Call(p, x);                                          // [N,C,R,R]
        return alpha == 1 || oldToRgb is null ? images : Resample.Blend(Resample.Upscale2x(oldToRgb.Call(p, below)), images, alpha);
    }
}
