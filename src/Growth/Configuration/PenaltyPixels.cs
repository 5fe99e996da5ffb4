namespace PgGanLab.Growth.Configuration;

/// <summary>Which pixels the gradient penalty differentiates by.</summary>
public enum PenaltyPixels
{
    /// <summary>Those of the working resolution.</summary>
    Native,

    /// <summary>Those of the final resolution, as the official code does: each norm is smaller by the factor between the resolutions.</summary>
    Official,
}
