using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration;

/// <summary>Arithmetic of the layers, and from which resolution on it may be less than float32.</summary>
public sealed record ArithmeticOptions
{
    /// <summary>float32 everywhere.</summary>
    public static ArithmeticOptions Default { get; } = new();

    [Setting("lowPrecision", Arithmetic,
        "Arithmetic of the layers from lowPrecisionFrom up; float16 on CUDA only.")]
    public LowPrecision LowPrecision { get; init; } = LowPrecision.Off;

    [Setting("lowPrecisionFrom", Arithmetic, "Lowest resolution whose layers compute in lowPrecision.",
        Unit = "px", Min = 4, Max = 1024, PowerOfTwo = true)]
    public int LowPrecisionFrom { get; init; } = 32;

    /// <summary>Whether the layers at <paramref name="resolution"/> px compute in <see cref="LowPrecision"/>.</summary>
    public bool IsLowAt(int resolution) => LowPrecision != LowPrecision.Off && resolution >= LowPrecisionFrom;
}

/// <summary>
/// Arithmetic of the layers that need not be exact; weights, losses and all other layers stay float32.
/// </summary>
public enum LowPrecision
{
    /// <summary>float32 everywhere.</summary>
    Off,

    /// <summary>8 bits of exponent, 7 of mantissa: needs no loss scaling.</summary>
    Bfloat16,

    /// <summary>5 bits of exponent, 10 of mantissa, with dynamic loss scaling; CUDA only.</summary>
    Float16,
}
