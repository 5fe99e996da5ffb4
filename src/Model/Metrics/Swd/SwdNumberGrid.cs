using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// A grid of whole places for two sets of numbers: a number's place is the number times a power of two, rounded towards
/// zero, less the place of the smallest. Step 1 of <see cref="Wasserstein1D"/>.
/// </summary>
/// <param name="Scale">The power of two.</param>
/// <param name="First">The smallest number's place.</param>
/// <param name="Length">From the smallest number's place to the largest one's.</param>
internal readonly record struct SwdNumberGrid(float Scale, int First, int Length)
{
    private const int MostFloatExponent = 127;

    /// <summary>The finest grid that holds all numbers of both sets.</summary>
    /// <param name="a">Finite numbers, at least one.</param>
    /// <param name="b">Finite numbers.</param>
    /// <param name="bits">
    /// Of the largest magnitude's place, at most 30; fewer where that is below 2^(bits - 128).
    /// </param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static SwdNumberGrid Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int bits)
    {
        var (lowA, highA) = Range(a);
        var (lowB, highB) = Range(b);
        var low = Math.Min(lowA, lowB);
        var high = Math.Max(highA, highB);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (!float.IsFinite(largest))
            throw new ArgumentException("Numbers that are not finite have no place.");
        if (low == high)
            return default;
        var scale = MathF.ScaleB(1, Math.Min(bits - 1 - MathF.ILogB(largest), MostFloatExponent));
        return new SwdNumberGrid(scale, (int)(low * scale), (int)(high * scale) - (int)(low * scale));
    }

    /// <summary>Finds numbers' places, from 0 to <see cref="Length"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Place(ReadOnlySpan<float> numbers, Span<int> places)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(numbers);
        var to = MemoryMarshal.Cast<int, Vector512<int>>(places);
        var scale = Scale;
        var first = First;
        var firsts = Vector512.Create(first);
        for (var i = 0; i < vectors.Length; i++)
            to[i] = Vector512.ConvertToInt32Native(vectors[i] * scale) - firsts;
        for (var i = vectors.Length * Vector512<float>.Count; i < numbers.Length; i++)
            places[i] = (int)(numbers[i] * scale) - first;
    }

    /// <summary>The least and the greatest number; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Low, float High) Range(ReadOnlySpan<float> numbers)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(numbers);
        var lows = Vector512.Create(float.PositiveInfinity);
        var highs = Vector512.Create(float.NegativeInfinity);
        var otherLows = lows;  // two chains, as each operation waits for the one before it
        var otherHighs = highs;
        var numeric = Vector512<float>.AllBitsSet;  // NaN equals nothing, but Min and Max would pass it over
        var i = 0;
        for (; i < vectors.Length - 1; i += 2)
        {
            numeric &= Vector512.Equals(vectors[i], vectors[i]) & Vector512.Equals(vectors[i + 1], vectors[i + 1]);
            lows = Vector512.MinNative(lows, vectors[i]);
            highs = Vector512.MaxNative(highs, vectors[i]);
            otherLows = Vector512.MinNative(otherLows, vectors[i + 1]);
            otherHighs = Vector512.MaxNative(otherHighs, vectors[i + 1]);
        }
        lows = Vector512.MinNative(lows, otherLows);
        highs = Vector512.MaxNative(highs, otherHighs);
        if (numeric.AsInt32() != Vector512<int>.AllBitsSet)
            return (float.NaN, float.NaN);
        var low = float.PositiveInfinity;
        var high = float.NegativeInfinity;
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
        {
            low = Math.Min(low, lows[lane]);
            high = Math.Max(high, highs[lane]);
        }
        foreach (var number in numbers[(i * Vector512<float>.Count)..])
        {
            low = Math.Min(low, number);
            high = Math.Max(high, number);
        }
        return (low, high);
    }
}
