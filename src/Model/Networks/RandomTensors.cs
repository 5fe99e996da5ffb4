using TorchSharp;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// Random tensors, each from a generator of its own, seeded by <see cref="PgGanLab.Growth.Determinism.RandomStream"/>:
/// nothing depends on what was drawn before. Numbers are drawn on the CPU, so they are the same on every device.
/// </summary>
public static class RandomTensors
{
    /// <summary>N(0,1), float32 on the CPU.</summary>
    public static Tensor Normal(long seed, long[] shape)
    {
        using var generator = new torch.Generator((ulong)seed);
        return randn(shape, ScalarType.Float32, generator: generator);
    }

    /// <summary>Uniform in [0,1), float32 on the CPU.</summary>
    public static Tensor Uniform(long seed, long[] shape)
    {
        using var generator = new torch.Generator((ulong)seed);
        return rand(shape, ScalarType.Float32, generator: generator);
    }

    /// <summary>
    /// Whole numbers from <paramref name="low"/> (included) to <paramref name="high"/> (not
    /// included), int64 on the CPU.
    /// </summary>
    public static Tensor Whole(long seed, long low, long high, long[] shape)
    {
        using var generator = new torch.Generator((ulong)seed);
        return randint(low, high, shape, ScalarType.Int64, generator: generator);
    }
}
