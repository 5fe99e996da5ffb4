using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Imaging;

/// <summary>
/// Floats to bytes, many at once. Like all that touches every pixel it is compiled well at once, not
/// after thousands of images.
/// </summary>
internal static class Rounding
{
    /// <summary>1.5 * 2^23: adding it to a float below 2^22 rounds that half to even.</summary>
    private const float Magic = 12582912;

    /// <summary>Rounds half to even and keeps to 0 to 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToBytes(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var at = 0;
        for (var i = 0; i + 4 <= vectors.Length; i += 4, at += Vector<byte>.Count)
            Vector.Narrow(
                Vector.Narrow(ToIntegers(vectors[i]), ToIntegers(vectors[i + 1])),
                Vector.Narrow(ToIntegers(vectors[i + 2]), ToIntegers(vectors[i + 3]))).CopyTo(bytes[at..]);
        for (; at < values.Length; at++)
            bytes[at] = ToByte(values[at]);
    }

    /// <summary>The same for one.</summary>
    public static byte ToByte(float value) => (byte)Math.Clamp(MathF.Round(value, MidpointRounding.ToEven), 0, 255);

    private static Vector<uint> ToIntegers(Vector<float> values)
    {
        var clamped = Vector.Min(Vector.Max(values, Vector<float>.Zero), new Vector<float>(255));
        return Vector.AsVectorUInt32(clamped + new Vector<float>(Magic)) & new Vector<uint>(0xFF);
    }
}
