using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
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
    private readonly bool tanh;
    private readonly ImmutableArray<int> classes;

    public Generator(NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        (LatentSize, Labels, Channels, Resolution) = (shape.LatentSize, shape.Labels, shape.Channels, shape.Resolution);
        classes = shape.Classes;
        (tanh, NeedsWholeMinibatch) = (shape.Layers.TanhAtEnd, shape.Layers.GeneratorNorm == GeneratorNorm.Batch);
        Layers = new GeneratorLayers(shape);
        start = new GeneratorBase(Layers, shape.Layers);
        blocks = [.. Layers.Blocks.Select(block => new GeneratorBlock(
            block, shape.Layers, Arithmetic.At(block.Resolution, shape.Arithmetic)))];
        toRgb = new ToRgb(Layers.ToRgb);
        oldToRgb = Layers.OldToRgb is { } old ? new ToRgb(old) : null;
    }

    /// <summary>What it is built of.</summary>
    public GeneratorLayers Layers { get; }

    /// <summary>Length L of a latent vector.</summary>
    public int LatentSize { get; }

    /// <summary>Classes K that it draws; 0: none.</summary>
    public int Labels { get; }

    /// <summary>Of its images: 1, 3 or 4.</summary>
    public int Channels { get; }

    /// <summary>Pixels of its images.</summary>
    public int Resolution { get; }

    /// <summary>
    /// Whether the images of a call depend on each other (batch normalization), unless references are among them.
    /// </summary>
    public bool NeedsWholeMinibatch { get; }

    public ParameterLayout Layout => Layers.Parameters;

    /// <summary>[N,K] one-hot: the classes that have a real image, in turn; null without classes.</summary>
    /// <param name="first">Place of the first in the endless row of turns.</param>
    /// <param name="count">N.</param>
    /// <param name="device">Where it is needed.</param>
    public Tensor? ClassesInTurn(int first, int count, Device device) => Labels == 0
        ? null
        : OneHot.Of(
            [.. Enumerable.Range(first, count).Select(i => classes[i % classes.Length])], Labels, device);

    /// <param name="p">Parameters of <see cref="Layout"/>.</param>
    /// <param name="latents">[N,L], N(0,1).</param>
    /// <param name="alpha">Weight of the newest layers, 0 to 1; 1 unless they fade in.</param>
    /// <param name="labels">[N,K] one-hot; null where the generator knows no classes.</param>
    /// <returns>[N,C,R,R] images, about [-1,1].</returns>
    /// <exception cref="ArgumentException">Labels for a generator without classes, or none for one with.</exception>
    public Tensor Call(BoundParameters p, Tensor latents, double alpha, Tensor? labels = null)
    {
        if (labels is null != (Labels == 0))
            throw new ArgumentException(
                $"The generator knows {Labels} classes, but labels were {(labels is null ? "not " : "")}given.",
                nameof(labels));
        var x = start.Call(p, labels is null ? latents : cat([latents, labels], 1));    // [N,maps,4,4]
        var below = x;
        foreach (var block in blocks)
        {
            below = x;                                                          // [N,maps,R/2,R/2] at the end
            x = block.Call(p, x);                                               // [N,maps,R,R]
        }
        var images = toRgb.Call(p, x);                                          // [N,C,R,R]
        if (alpha != 1 && oldToRgb is not null)
            images = Resample.Blend(Resample.Upscale2x(oldToRgb.Call(p, below)), images, alpha);
        return tanh ? images.tanh() : images;
    }
}
