using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

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
        start = new GeneratorBase(Layers, shape);
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
    public Tensor Call(ScaledParameters p, Tensor latents, double alpha, Tensor? labels = null)
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

/// <summary>G's 4x4 layers: latent (with label), dense, convolution, each normalized (paper, table 2).</summary>
internal sealed class GeneratorBase
{
    private readonly int maps;
    private readonly int biasSide;
    private readonly LayerOptions options;
    private readonly LayerOptions denseOptions;
    private readonly NetworkLayer dense;
    private readonly GeneratorLayer conv;

    /// <param name="layers">Sizes and parameters; the dense layer has a bias for each feature map or for each of its
    /// units.</param>
    /// <param name="shape">Switches.</param>
    public GeneratorBase(GeneratorLayers layers, NetworkShape shape)
    {
        options = shape.Layers;
        denseOptions = shape.DenseUnnormalized ? options with { GeneratorNorm = GeneratorNorm.None } : options;
        dense = layers.Dense;
        maps = layers.Conv.Inputs;
        biasSide = dense.Bias.Count == maps ? 1 : 4;
        conv = new GeneratorLayer(layers.Conv, options);
    }

    /// <param name="p">The network's parameters.</param>
    /// <param name="latents">[N,inputs].</param>
    /// <returns>[N,maps,4,4].</returns>
    public Tensor Call(ScaledParameters p, Tensor latents)
    {
        var x = options.NormalizeLatents ? PixelNorm.Call(latents) : latents;
        x = functional.linear(x, p[dense.Weight]);                               // [N,maps*16]
        x = ChannelsLast.Arrange(x.reshape(-1, maps, 4, 4));                    // [N,maps,4,4]
        x = x.Plus(p[dense.Bias].reshape(1, -1, biasSide, biasSide));
        return conv.Call(p, GeneratorLayer.Finish(x, denseOptions));
    }
}

/// <summary>
/// G's layers at one resolution above 4: upscale, then twice convolution, leaky ReLU and
/// normalization (paper, table 2).
/// </summary>
internal sealed class GeneratorBlock(BlockLayers layers, LayerOptions options, ScalarType? type)
{
    private readonly GeneratorLayer conv0 = new(layers.Conv0, options);
    private readonly GeneratorLayer conv1 = new(layers.Conv1, options);

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,R/2,R/2].</param>
    /// <returns>[N,outputs,R,R].</returns>
    public Tensor Call(ScaledParameters p, Tensor x)
    {
        x = conv0.CallUpscaled(p, Arithmetic.In(type, x));                      // [N,outputs,R,R]
        return conv1.Call(p, x);
    }
}

/// <summary>
/// A 3x3 convolution of G with what follows it: activation, then pixelwise normalization (paper, table 2); or batch
/// normalization, then activation (the baseline of table 1).
/// </summary>
internal sealed class GeneratorLayer
{
    private readonly EqualizedConv2d conv;
    private readonly Standardization? batchNorm;
    private readonly LayerOptions options;

    /// <param name="layer">Its sizes and parameters.</param>
    /// <param name="options">Switches.</param>
    public GeneratorLayer(NetworkLayer layer, LayerOptions options)
    {
        this.options = options;
        conv = new EqualizedConv2d(layer);
        batchNorm = layer.Norm is { } norm ? Standardization.Batch(norm) : null;
    }

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <returns>[N,outputs,H,W].</returns>
    public Tensor Call(ScaledParameters p, Tensor x) => Finish(p, conv.Call(p, x));

    /// <summary>
    /// The same after <see cref="Resample.Upscale2x"/>, which the convolution does along with its own work.
    /// </summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,inputs,H,W].</param>
    /// <returns>[N,outputs,2H,2W].</returns>
    public Tensor CallUpscaled(ScaledParameters p, Tensor x) => Finish(p, conv.CallUpscaled(p, x));

    /// <summary>Activation, in place, and pixelwise normalization, as the options have it.</summary>
    public static Tensor Finish(Tensor x, LayerOptions options)
    {
        x = options.LeakyRelu ? Activation.LeakyReluInPlace(x) : x.relu();
        return options.GeneratorNorm == GeneratorNorm.Pixel ? PixelNorm.Call(x) : x;
    }

    private Tensor Finish(ScaledParameters p, Tensor x) =>
        Finish(batchNorm is null ? x : batchNorm.Call(p, x), options);
}

/// <summary>Feature maps to colours: a linear 1x1 convolution.</summary>
/// <param name="layer">Its sizes and parameters.</param>
public sealed class ToRgb(NetworkLayer layer)
{
    private readonly EqualizedConv2d conv = new(layer);

    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[N,maps,R,R].</param>
    /// <returns>[N,channels,R,R].</returns>
    public Tensor Call(ScaledParameters p, Tensor x) => conv.Call(p, Arithmetic.Exact(x));
}
