using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// The band in which a healthy run stays; one that leaves it has diverged. 0 switches a bound off. Defaults are bounds
/// that only a collapsed run passes. No bound enters a phase key: it ends a training or lets it be. A phase that was
/// finished under other bounds is used as it is; one that diverged under other bounds is trained on under the new ones.
/// </summary>
public sealed record GuardOptions
{
    public static GuardOptions Default { get; } = new();

    [Setting("guardMaxScoreSpread", Guard,
        "Diverged when the mean scores of real and generated images are farther apart; 0: never.",
        Min = 0, Max = 1e30, Searchable = false)]
    public double MaxScoreSpread { get; init; } = 1e5;

    /// <summary>
    /// A discriminator that tells nothing apart any more has none. Scores of a healthy run may meet for a step.
    /// </summary>
    [Setting("guardMinScoreSpread", Guard,
        "Collapsed when the mean scores of real and generated images are nearer; 0: never.",
        Min = 0, Max = 1e30, Searchable = false)]
    public double MinScoreSpread { get; init; }

    [Setting("guardMinSampleVariance", Guard,
        "Collapsed when Gs' samples vary less (mean variance of a pixel in [-1,1]); 0: never.",
        Min = 0, Max = 1, Searchable = false)]
    public double MinSampleVariance { get; init; } = 1e-7;

    [Setting("guardMaxSampleVariance", Guard,
        "Diverged when Gs' samples vary more (mean variance of a pixel in [-1,1]); 0: never.",
        Min = 0, Max = 1e30, Searchable = false)]
    public double MaxSampleVariance { get; init; }

    [Setting("guardMaxGradientNorm", Guard, "Diverged when the gradient of G or D is longer; 0: never.",
        Min = 0, Max = 1e30, Searchable = false)]
    public double MaxGradientNorm { get; init; } = 1e8;

    [Setting("guardMinGradientNorm", Guard, "Collapsed when the gradient of G or D is shorter; 0: never.",
        Min = 0, Max = 1e30, Searchable = false)]
    public double MinGradientNorm { get; init; }
}
