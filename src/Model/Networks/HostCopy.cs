using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>Copies between tensors and arrays.</summary>
public static class HostCopy
{
    /// <summary>
    /// [N] the numbers of an array, in libtorch's own memory: <c>torch.tensor</c> would leave them in a pinned
    /// array of the runtime's heap.
    /// </summary>
    /// <param name="values">N numbers.</param>
    /// <param name="numbers">Type of the tensor.</param>
    /// <param name="device">Where it lives.</param>
    public static Tensor ToTensor(ReadOnlySpan<float> values, ScalarType numbers, Device device)
    {
        using var scope = NewDisposeScope();
        var host = empty([values.Length], ScalarType.Float32);
        values.CopyTo(MemoryMarshal.Cast<byte, float>(host.bytes));
        return host.to(numbers, device).MoveToOuterDisposeScope();
    }

    /// <summary>The numbers of a tensor as float32, last axis fastest.</summary>
    public static float[] ToHost(this Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    /// <summary>The numbers of a tensor as float64, last axis fastest.</summary>
    public static double[] ToHostExactly(this Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
