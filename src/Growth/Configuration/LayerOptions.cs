using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Switches of the networks' layers. Source: official networks.py, arguments of <c>G_paper</c> and <c>D_paper</c>;
/// paper, table 1.
/// </summary>
public sealed record LayerOptions
{
    /// <summary>What the paper uses.</summary>
    public static LayerOptions Default { get; } = new();

    [Setting("minibatchLayer", Networks, "How D sees the variation within a minibatch.")]
    public MinibatchLayer MinibatchLayer { get; init; } = MinibatchLayer.Stddev;

    /// <summary>To length sqrt(L).</summary>
    [Setting("normalizeLatents", Networks, "Normalize latents before G's first layer.")]
    public bool NormalizeLatents { get; init; } = true;

    /// <summary>Off: weights are initialized at scale.</summary>
    [Setting("equalizedLearningRate", Networks, "Store weights as N(0,1) and scale them at use.")]
    public bool EqualizedLearningRate { get; init; } = true;

    [Setting("generatorNorm", Networks, "What follows each convolution of G.")]
    public GeneratorNorm GeneratorNorm { get; init; } = GeneratorNorm.Pixel;

    [Setting("discriminatorNorm", Networks, "What follows each convolution of D.")]
    public DiscriminatorNorm DiscriminatorNorm { get; init; } = DiscriminatorNorm.None;

    [Setting("leakyRelu", Networks, "G's activation: leaky ReLU with slope 0.2; off: ReLU.")]
    public bool LeakyRelu { get; init; } = true;

    [Setting("tanhAtEnd", Networks, "Hyperbolic tangent after G's last layer; off: linear.")]
    public bool TanhAtEnd { get; init; }

    [Setting("fusedScale", Networks, "D pools before bias and activation, as the official code's default does.")]
    public bool FusedScale { get; init; }
}

/// <summary>How D sees the variation within a minibatch.</summary>
public enum MinibatchLayer
{
    /// <summary>Minibatch standard deviation (paper, section 3).</summary>
    Stddev,

    /// <summary>Minibatch discrimination (Salimans 2016).</summary>
    Discrimination,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>What follows each convolution of G.</summary>
public enum GeneratorNorm
{
    /// <summary>Pixelwise feature vector normalization (paper, section 4.2).</summary>
    Pixel,

    /// <summary>Batch normalization (Ioffe 2015), as in the paper's baseline.</summary>
    Batch,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>What follows each convolution of D.</summary>
public enum DiscriminatorNorm
{
    /// <summary>Nothing, as in the paper.</summary>
    None,

    /// <summary>Layer normalization (Ba 2016), as in the baseline of the paper's table 1.</summary>
    Layer,
}
