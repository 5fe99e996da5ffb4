using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Radix sort of float32: three passes of 11 bits, about ten times as fast as a comparison sort on the quarter million
/// values of one projection.
/// </summary>
/// <param name="capacity">Most values that will be sorted.</param>
internal sealed class FloatSorter(int capacity)
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;
    private const uint Mask = Buckets - 1;
    private readonly uint[] other = new uint[capacity];
    private readonly int[] counts = new int[3 * Buckets];

    /// <summary>Sorts in place, ascending; the values must be finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(Span<float> values)
    {
        var keys = MemoryMarshal.Cast<float, uint>(values);
        Array.Clear(counts);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = ToKey(keys[i]);
            keys[i] = key;
            counts[key & Mask]++;
            counts[Buckets + ((key >> Bits) & Mask)]++;
            counts[2 * Buckets + (key >> (2 * Bits))]++;
        }
        var scratch = other.AsSpan(0, keys.Length);
        Scatter(keys, scratch, 0);
        Scatter(scratch, keys, 1);
        Scatter(keys, scratch, 2);
        for (var i = 0; i < keys.Length; i++)
            keys[i] = FromKey(scratch[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(ReadOnlySpan<uint> from, Span<uint> to, int pass)
    {
        var places = counts.AsSpan(pass * Buckets, Buckets);
        var sum = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
            (places[bucket], sum) = (sum, sum + places[bucket]);
        foreach (var key in from)
            to[places[(int)((key >> (pass * Bits)) & Mask)]++] = key;
    }

    /// <summary>Bits that order as unsigned numbers the way the floats do: all flipped for negative ones, else the sign.</summary>
    private static uint ToKey(uint bits) => bits ^ ((uint)((int)bits >> 31) | 0x8000_0000);

    private static uint FromKey(uint key) => key ^ (((key >> 31) - 1) | 0x8000_0000);
}
