using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Whole numbers as places for two sets of numbers: a number times a power of two, cut off behind the point, less the place of the smallest.
/// </summary>
/// <param name="Scale">The power of two.</param>
/// <param name="First">The smallest number's place.</param>
/// <param name="Length">From the smallest number's place to the largest one's.</param>
internal readonly record struct Axis(float Scale, int First, int Length)
{
    private const int MostFloatExponent = 127;

    /// <summary>The axis of all numbers of both sets.</summary>
    /// <param name="a">Finite numbers, at least one.</param>
    /// <param name="b">Finite numbers.</param>
    /// <param name="bits">Of the largest magnitude's place, at most 30; fewer where that is below 2^(bits - 128).</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static Axis Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int bits)
    {
        var (lowA, highA) = Range(a);
        var (lowB, highB) = Range(b);
        var (low, high) = (Math.Min(lowA, lowB), Math.Max(highA, highB));
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (!float.IsFinite(largest))
            throw new ArgumentException("Numbers that are not finite have no place.");
        if (low == high)
            return default;
        var scale = MathF.ScaleB(1, Math.Min(bits - 1 - MathF.ILogB(largest), MostFloatExponent));
        return new Axis(scale, (int)(low * scale), (int)(high * scale) - (int)(low * scale));
    }

    /// <summary>Finds numbers' places, from 0 to <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Place(ReadOnlySpan<float> numbers, Span<int> places)
    {
        var many = MemoryMarshal.Cast<float, Vector512<float>>(numbers);
        var to = MemoryMarshal.Cast<int, Vector512<int>>(places);
        var (scale, first, firsts) = (Scale, First, Vector512.Create(First));
        for (var i = 0; i < many.Length; i++)
            to[i] = Vector512.ConvertToInt32Native(many[i] * scale) - firsts;
        for (var i = many.Length * Vector512<float>.Count; i < numbers.Length; i++)
            places[i] = (int)(numbers[i] * scale) - first;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Low, float High) Range(ReadOnlySpan<float> numbers)
    {
        var many = MemoryMarshal.Cast<float, Vector512<float>>(numbers);
        var (lows, highs) = (Vector512.Create(float.PositiveInfinity), Vector512.Create(float.NegativeInfinity));
        var (otherLows, otherHighs, i) = (lows, highs, 0);                      // two chains, as each operation waits for the one before it
        var numeric = Vector512<float>.AllBitsSet;                              // NaN equals nothing; the least and the largest would pass it over
        for (; i < many.Length - 1; i += 2)
        {
            numeric &= Vector512.Equals(many[i], many[i]) & Vector512.Equals(many[i + 1], many[i + 1]);
            lows = Vector512.MinNative(lows, many[i]);
            highs = Vector512.MaxNative(highs, many[i]);
            otherLows = Vector512.MinNative(otherLows, many[i + 1]);
            otherHighs = Vector512.MaxNative(otherHighs, many[i + 1]);
        }
        (lows, highs) = (Vector512.MinNative(lows, otherLows), Vector512.MaxNative(highs, otherHighs));
        if (numeric.AsInt32() != Vector512<int>.AllBitsSet)
            return (float.NaN, float.NaN);
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
            (low, high) = (Math.Min(low, lows[lane]), Math.Max(high, highs[lane]));
        foreach (var x in numbers[(i * Vector512<float>.Count)..])
            (low, high) = (Math.Min(low, x), Math.Max(high, x));
        return (low, high);
    }
}
