namespace PgGanLab.Growth.Configuration;

/// <summary>Arithmetic of the layers that need not be exact; weights, losses and all other layers stay float32.</summary>
public enum LowPrecision
{
    /// <summary>float32 everywhere.</summary>
    Off,

    /// <summary>8 bits of exponent, 7 of mantissa: needs no loss scaling.</summary>
    Bfloat16,

    /// <summary>5 bits of exponent, 10 of mantissa, with dynamic loss scaling; CUDA only.</summary>
    Float16,
}
