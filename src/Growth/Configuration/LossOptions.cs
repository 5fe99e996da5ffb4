using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration;

/// <summary>Options of the losses beyond the paper's WGAN-GP.</summary>
public sealed record LossOptions
{
    /// <summary>What the paper uses.</summary>
    public static LossOptions Default { get; } = new();

    [Setting("loss", Loss, "What G and D play for.")]
    public LossKind Kind { get; init; } = LossKind.WganGp;

    [Setting("penaltyPixels", Loss,
        "Pixels that the penalty differentiates by: of the working or, as in the official code, of the final "
        + "resolution.")]
    public PenaltyPixels PenaltyPixels { get; init; } = PenaltyPixels.Native;

    /// <summary>
    /// D's loss grows by gamma / 2 times the squared gradient norm at real images (Mescheder 2018, eq. 9).
    /// </summary>
    [Setting("r1Weight", Loss, "gamma of the R1 penalty (logistic loss).", Min = 0, Max = 1e6)]
    public double R1Weight { get; init; } = 10;

    /// <summary>Of G's images (Odena 2017).</summary>
    [Setting("generatorLabelWeight", Loss,
        "Weight of the classification in the generator's loss (conditional runs).", Min = 0, Max = 1e6)]
    public double GeneratorLabelWeight { get; init; } = 1;

    /// <summary>Of real images and of G's images.</summary>
    [Setting("discriminatorLabelWeight", Loss,
        "Weight of the classification in the discriminator's loss (conditional runs).", Min = 0, Max = 1e6)]
    public double DiscriminatorLabelWeight { get; init; } = 1;
}

/// <summary>What G and D play for.</summary>
public enum LossKind
{
    /// <summary>Wasserstein distance with gradient penalty (Gulrajani 2017).</summary>
    WganGp,

    /// <summary>Least squares with the paper's adaptive noise in D (paper, appendix B).</summary>
    Lsgan,

    /// <summary>Non-saturating logistic loss (Goodfellow 2014) with the R1 penalty (Mescheder 2018).</summary>
    Logistic,
}

/// <summary>Which pixels the gradient penalty differentiates by.</summary>
public enum PenaltyPixels
{
    /// <summary>Those of the working resolution.</summary>
    Native,

    /// <summary>
    /// Those of the final resolution, as the official code does: each norm is smaller by the factor between the
    /// resolutions.
    /// </summary>
    Official,
}
