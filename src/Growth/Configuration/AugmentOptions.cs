namespace PgGanLab.Growth.Configuration;

/// <summary>Differentiable augmentation of all that D sees, for small datasets (Zhao 2020; adaptive: Karras 2020).</summary>
public sealed record AugmentOptions
{
    /// <summary>No augmentation.</summary>
    public static AugmentOptions Default { get; } = new();

    /// <summary>Random brightness, saturation and contrast.</summary>
    public bool Color { get; init; }

    /// <summary>Random shift by up to 1/8 of the size, zero-padded.</summary>
    public bool Translation { get; init; }

    /// <summary>A random square of half the size is blanked.</summary>
    public bool Cutout { get; init; }

    /// <summary>Probability that an image is augmented; with a target, the one at the beginning.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>r_t, the share of real images with positive scores (as sign mean, 0 to 1) that the probability is steered to (Karras 2020, section 3.1); 0 leaves it fixed.</summary>
    public double Target { get; init; }

    /// <summary>Thousands of real images in which the probability can go from 0 to 1.</summary>
    public double Kimg { get; init; } = 500;

    /// <summary>Whether anything is augmented.</summary>
    public bool Active => Color || Translation || Cutout;
}
