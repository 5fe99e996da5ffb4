namespace PgGanLab.Growth.Configuration;

/// <summary>Arithmetic of the layers, and from which resolution on it may be less than float32.</summary>
public sealed record ArithmeticOptions
{
    /// <summary>float32 everywhere.</summary>
    public static ArithmeticOptions Default { get; } = new();

    public LowPrecision LowPrecision { get; init; } = LowPrecision.Off;

    /// <summary>Lowest resolution, in pixels, whose layers compute in <see cref="LowPrecision"/>.</summary>
    public int LowPrecisionFrom { get; init; } = 32;
}
