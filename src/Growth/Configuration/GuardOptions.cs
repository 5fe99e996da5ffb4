namespace PgGanLab.Growth.Configuration;

/// <summary>The band in which a healthy run stays; one that leaves it has diverged. 0 switches a bound off.</summary>
public sealed record GuardOptions
{
    /// <summary>Bounds that only a collapsed run passes.</summary>
    public static GuardOptions Default { get; } = new();

    /// <summary>Greatest distance between the mean scores of real and generated images.</summary>
    public double MaxScoreSpread { get; init; } = 1e5;

    /// <summary>Least distance between these means: a discriminator that tells nothing apart any more has none. Scores of a healthy run may meet for a step.</summary>
    public double MinScoreSpread { get; init; }

    /// <summary>Least mean variance, over Gs' samples, of a pixel (images in [-1,1]).</summary>
    public double MinSampleVariance { get; init; } = 1e-7;

    /// <summary>Greatest mean variance, over Gs' samples, of a pixel.</summary>
    public double MaxSampleVariance { get; init; }

    /// <summary>Greatest Euclidean norm of a network's gradient.</summary>
    public double MaxGradientNorm { get; init; } = 1e8;

    /// <summary>Least Euclidean norm of a network's gradient: that of a dead one is nothing.</summary>
    public double MinGradientNorm { get; init; }
}
