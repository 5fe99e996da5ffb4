using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Differentiable augmentation of all that D sees, for small datasets (Zhao 2020; adaptive: Karras 2020).
/// </summary>
public sealed record AugmentOptions
{
    /// <summary>No augmentation.</summary>
    public static AugmentOptions Default { get; } = new();

    [Setting("augmentColor", Data, "Vary brightness, saturation and contrast of all that D sees.")]
    public bool Color { get; init; }

    /// <summary>Zero-padded.</summary>
    [Setting("augmentTranslation", Data, "Shift all that D sees by up to an eighth of its size.")]
    public bool Translation { get; init; }

    [Setting("augmentCutout", Data, "Blank a square of half the size in all that D sees.")]
    public bool Cutout { get; init; }

    [Setting("augmentProbability", Data,
        "Share of images that is augmented; with augmentTarget, the share at the beginning.",
        Min = 0, Max = 1, Unset = "1, or 0 with augmentTarget")]
    public double Probability { get; init; } = 1;

    /// <summary>Source: Karras 2020, section 3.1.</summary>
    [Setting("augmentTarget", Data,
        "Overfitting r_t (mean sign of real scores) to which the share is steered, such as 0.6; 0 keeps it fixed.",
        Min = 0, Max = 1)]
    public double Target { get; init; }

    [Setting("augmentKimg", Data, "Real images in which the share can go from 0 to 1.",
        Unit = "kimg", Above = 0, Max = 1e6)]
    public double Kimg { get; init; } = 500;

    /// <summary>Whether anything is augmented.</summary>
    public bool Active => Color || Translation || Cutout;
}
