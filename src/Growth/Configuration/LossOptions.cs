namespace PgGanLab.Growth.Configuration;

/// <summary>Options of the losses beyond the paper's WGAN-GP.</summary>
public sealed record LossOptions
{
    /// <summary>What the paper uses.</summary>
    public static LossOptions Default { get; } = new();

    public LossKind Kind { get; init; } = LossKind.WganGp;

    /// <summary>gamma of the R1 penalty: D's loss grows by gamma / 2 times the squared gradient norm at real images (Mescheder 2018, eq. 9).</summary>
    public double R1Weight { get; init; } = 10;

    public PenaltyPixels PenaltyPixels { get; init; } = PenaltyPixels.Native;

    /// <summary>Weight of the classification of G's images in G's loss (Odena 2017).</summary>
    public double GeneratorLabelWeight { get; init; } = 1;

    /// <summary>Weight of the classification of real images and of G's images in D's loss.</summary>
    public double DiscriminatorLabelWeight { get; init; } = 1;
}
