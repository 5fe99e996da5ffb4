using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance;

/// <summary>Elements of a tensor, row by row.</summary>
internal static class Numbers
{
    public static float[] Floats(this Tensor tensor)
    {
        using var converted = tensor.detach().to(float32);
        return converted.data<float>().ToArray();
    }

    public static long[] Longs(this Tensor tensor)
    {
        using var converted = tensor.to(int64);
        return converted.data<long>().ToArray();
    }

    public static bool[] Bools(this Tensor tensor) => tensor.data<bool>().ToArray();

    public static void Near(float[] expected, Tensor actual, float tolerance = 1e-5f)
    {
        var found = actual.Floats();
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < found.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"Element {i} is {found[i]}, not {expected[i]}.");
    }
}
