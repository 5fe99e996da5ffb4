using PgGanLab.Growth.Configuration;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Which number type a layer computes in (mixed precision: Micikevicius 2018).</summary>
internal static class Arithmetic
{
    /// <summary>Type of the layers at <paramref name="resolution"/> px.</summary>
    public static ScalarType At(int resolution, ArithmeticOptions options) => (resolution >= options.LowPrecisionFrom, options.LowPrecision) switch
    {
        (true, LowPrecision.Bfloat16) => ScalarType.BFloat16,
        (true, LowPrecision.Float16) => ScalarType.Float16,
        _ => ScalarType.Float32,
    };

    /// <summary>The same numbers in another type.</summary>
    public static Tensor In(ScalarType type, Tensor x) => x.dtype == type ? x : x.to(type);

    /// <summary>The same numbers in float32.</summary>
    public static Tensor Exact(Tensor x) => In(ScalarType.Float32, x);
}
