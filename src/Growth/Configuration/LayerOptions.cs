namespace PgGanLab.Growth.Configuration;

/// <summary>Switches of the networks' layers. Source: official networks.py, arguments of <c>G_paper</c> and <c>D_paper</c>; paper, table 1.</summary>
public sealed record LayerOptions
{
    /// <summary>What the paper uses.</summary>
    public static LayerOptions Default { get; } = new();

    /// <summary>Whether latents are normalized to length sqrt(L) before G's first layer.</summary>
    public bool NormalizeLatents { get; init; } = true;

    /// <summary>Equalized learning rate: weights are stored as N(0,1) and scaled at use. Off: they are initialized at scale.</summary>
    public bool EqualizedLearningRate { get; init; } = true;

    /// <summary>G's activation: leaky ReLU with slope 0.2; off: ReLU.</summary>
    public bool LeakyRelu { get; init; } = true;

    /// <summary>Hyperbolic tangent after G's last layer; off: linear.</summary>
    public bool TanhAtEnd { get; init; }

    /// <summary>D pools straight after the convolution, before bias and activation: the order of the official code's default.</summary>
    public bool FusedScale { get; init; }

    public GeneratorNorm GeneratorNorm { get; init; } = GeneratorNorm.Pixel;

    public DiscriminatorNorm DiscriminatorNorm { get; init; } = DiscriminatorNorm.None;

    public MinibatchLayer MinibatchLayer { get; init; } = MinibatchLayer.Stddev;
}
