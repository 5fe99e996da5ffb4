using PgGanLab.Growth.Configuration;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Which number type a layer computes in (mixed precision: Micikevicius 2018). A network's own type is that of its
/// parameters: float32, or float64 where rounding must not matter.
/// </summary>
internal static class Arithmetic
{
    /// <summary>Type of the layers at <paramref name="resolution"/> px; null where it is the network's own.</summary>
    public static ScalarType? At(int resolution, ArithmeticOptions options)
    {
        if (!options.IsLowAt(resolution))
            return null;
        return options.LowPrecision == LowPrecision.Bfloat16 ? ScalarType.BFloat16 : ScalarType.Float16;
    }

    /// <summary>The same numbers in another type; null: at least in float32.</summary>
    public static Tensor In(ScalarType? type, Tensor x) =>
        type is null ? Exact(x) : x.dtype == type ? x : x.to(type.Value);

    /// <summary>The same numbers in float32, or in float64 as they are.</summary>
    public static Tensor Exact(Tensor x) =>
        x.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? x.to(ScalarType.Float32) : x;
}
