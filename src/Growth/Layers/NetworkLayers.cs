using System.Collections.Immutable;

namespace PgGanLab.Growth.Layers;

/// <summary>Two convolutions at one resolution above 4 px.</summary>
/// <param name="Resolution">Pixels.</param>
/// <param name="Conv0">The first; G's upscales.</param>
/// <param name="Conv1">The second; what follows D's is pooled.</param>
public sealed record BlockLayers(int Resolution, NetworkLayer Conv0, NetworkLayer Conv1);

/// <summary>G's layers in one growth phase. Source: paper, table 2; official networks.py, <c>G_paper</c>.</summary>
public sealed class GeneratorLayers
{
    public GeneratorLayers(NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (maps, options) = (shape.Maps(4), shape.Layers);
        // ours: a bias for each feature map, not for each unit
        Dense = NetworkLayer.Dense("Dense", shape.LatentSize + shape.Labels, maps * 16, WeightGain.LatentDense, options,
            biases: shape.DenseBiasPerUnit ? maps * 16 : maps);
        Conv = NetworkLayer.OfGenerator(LayerKind.Convolution, 4, "Conv", maps, maps, options);
        Blocks = [.. shape.BlockResolutions.Select(resolution => Block(shape, resolution))];
        ToRgb = Colours(shape, shape.Resolution);
        OldToRgb = shape.FadesIn ? Colours(shape, shape.Resolution / 2) : null;
        All = [Dense, Conv, .. Blocks.SelectMany(block => new[] { block.Conv0, block.Conv1 }), ToRgb];
        if (OldToRgb is not null)
            All = All.Add(OldToRgb);
        Parameters = ParameterLayout.Of(All);
    }

    /// <summary>Latent vector, and label, to 4x4 pixels.</summary>
    public NetworkLayer Dense { get; }

    /// <summary>At 4 px.</summary>
    public NetworkLayer Conv { get; }

    /// <summary>Lowest resolution first.</summary>
    public ImmutableArray<BlockLayers> Blocks { get; }

    public NetworkLayer ToRgb { get; }

    /// <summary>The next lower resolution's, which fades out; null when nothing fades.</summary>
    public NetworkLayer? OldToRgb { get; }

    /// <summary>Those that there are, in the order of the network's buffer.</summary>
    public ImmutableArray<NetworkLayer> All { get; }

    public ParameterLayout Parameters { get; }

    private static BlockLayers Block(NetworkShape shape, int resolution)
    {
        var (inputs, outputs) = (shape.Maps(resolution / 2), shape.Maps(resolution));
        return new(resolution,
            NetworkLayer.OfGenerator(
                LayerKind.UpscalingConvolution, resolution, "Conv0", inputs, outputs, shape.Layers),
            NetworkLayer.OfGenerator(LayerKind.Convolution, resolution, "Conv1", outputs, outputs, shape.Layers));
    }

    private static NetworkLayer Colours(NetworkShape shape, int resolution) =>
        NetworkLayer.ToRgb(resolution, shape.Maps(resolution), shape.Channels, shape.Layers);
}

/// <summary>D's layers in one growth phase. Source: paper, table 2; official networks.py, <c>D_paper</c>.</summary>
public sealed class DiscriminatorLayers
{
    public DiscriminatorLayers(NetworkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (maps, units, options) = (shape.Maps(4), shape.FeatureMaps[0], shape.Layers);
        FromRgb = Colours(shape, shape.Resolution);
        OldFromRgb = shape.FadesIn ? Colours(shape, shape.Resolution / 2) : null;
        Blocks = [.. shape.BlockResolutions.Reverse().Select(resolution => Block(shape, resolution))];
        Conv = NetworkLayer.OfDiscriminator(4, "Conv", shape.StddevGroup > 1 ? maps + 1 : maps, maps, options);
        var features = maps * 16;
        if (options.MinibatchLayer == Configuration.MinibatchLayer.Discrimination)
        {
            Discrimination = NetworkLayer.MinibatchDiscrimination(features, options);
            features += DiscriminationKernels.Count;
        }
        Dense0 = NetworkLayer.Dense("Dense0", features, units, WeightGain.LeakyRelu, options);
        Dense1 = NetworkLayer.Dense("Dense1", units, 1 + shape.Labels, WeightGain.Linear, options);
        All = [.. new[] { FromRgb, OldFromRgb }.OfType<NetworkLayer>(),
            .. Blocks.SelectMany(block => new[] { block.Conv0, block.Conv1 }),
            .. new[] { Conv, Discrimination, Dense0, Dense1 }.OfType<NetworkLayer>()];
        Parameters = ParameterLayout.Of(All);
    }

    public NetworkLayer FromRgb { get; }

    /// <summary>The next lower resolution's, which fades out; null when nothing fades.</summary>
    public NetworkLayer? OldFromRgb { get; }

    /// <summary>Highest resolution first.</summary>
    public ImmutableArray<BlockLayers> Blocks { get; }

    /// <summary>At 4 px; it sees the minibatch standard deviation as one more map.</summary>
    public NetworkLayer Conv { get; }

    /// <summary>Null unless it is switched on.</summary>
    public NetworkLayer? Discrimination { get; }

    /// <summary>Features of 4x4 pixels to units.</summary>
    public NetworkLayer Dense0 { get; }

    /// <summary>Units to the score and the classes' logits.</summary>
    public NetworkLayer Dense1 { get; }

    /// <summary>Those that there are, in the order of the network's buffer.</summary>
    public ImmutableArray<NetworkLayer> All { get; }

    public ParameterLayout Parameters { get; }

    private static BlockLayers Block(NetworkShape shape, int resolution)
    {
        var (inputs, outputs) = (shape.Maps(resolution), shape.Maps(resolution / 2));
        return new(resolution,
            NetworkLayer.OfDiscriminator(resolution, "Conv0", inputs, inputs, shape.Layers),
            NetworkLayer.OfDiscriminator(resolution, "Conv1", inputs, outputs, shape.Layers));
    }

    private static NetworkLayer Colours(NetworkShape shape, int resolution) =>
        NetworkLayer.FromRgb(resolution, shape.Channels, shape.Maps(resolution), shape.Layers);
}
