namespace PgGanLab.Model.Data.Sources;

/// <summary>How an image that is no square becomes one.</summary>
public enum Framing
{
    /// <summary>The largest square in its middle.</summary>
    Crop,

    /// <summary>All of it, with background beside it.</summary>
    Fit,
}
