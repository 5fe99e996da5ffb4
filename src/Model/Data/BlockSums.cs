using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Data;

/// <summary>Sums of 2x2 neighbours, exact in whole numbers, a vector at once; and means of such sums.</summary>
internal static class BlockSums
{
    /// <summary>Of bytes: [rows,size] to [rows/2,size/2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(ReadOnlySpan<byte> from, int size, Span<ushort> sums)
    {
        for (int at = 0, to = 0; to < sums.Length; at += 2 * size, to += size / 2)
        {
            var above = from.Slice(at, size);
            var below = from.Slice(at + size, size);
            var row = sums.Slice(to, size / 2);
            var x = 0;
            for (; x + Vector<ushort>.Count <= row.Length; x += Vector<ushort>.Count)
                (Pairs(new Vector<byte>(above[(2 * x)..])) + Pairs(new Vector<byte>(below[(2 * x)..])))
                    .CopyTo(row[x..]);
            for (; x < row.Length; x++)
                row[x] = (ushort)(above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1]);
        }
    }

    /// <summary>Of sums of four: [rows,size] to [rows/2,size/2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(ReadOnlySpan<ushort> from, int size, Span<uint> sums)
    {
        for (int at = 0, to = 0; to < sums.Length; at += 2 * size, to += size / 2)
        {
            var above = from.Slice(at, size);
            var below = from.Slice(at + size, size);
            var row = sums.Slice(to, size / 2);
            var x = 0;
            for (; x + Vector<uint>.Count <= row.Length; x += Vector<uint>.Count)
                Pairs(new Vector<ushort>(above[(2 * x)..]) + new Vector<ushort>(below[(2 * x)..])).CopyTo(row[x..]);
            for (; x < row.Length; x++)
                row[x] = (uint)(above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1]);
        }
    }

    /// <summary>
    /// Of any sums up to those of 1024x1024 px: [rows,size] to [rows/2,size/2] in the same place, where none is
    /// written before it was read.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(Span<uint> sums, int size, int count)
    {
        for (int at = 0, to = 0; to < count; at += 2 * size, to += size / 2)
        {
            var above = sums.Slice(at, size);
            var below = sums.Slice(at + size, size);
            var row = sums.Slice(to, size / 2);
            var x = 0;
            for (; x + Vector<uint>.Count <= row.Length; x += Vector<uint>.Count)
                Vector.Narrow(Pairs(above, below, 2 * x), Pairs(above, below, 2 * x + Vector<uint>.Count))
                    .CopyTo(row[x..]);
            for (; x < row.Length; x++)
                row[x] = above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1];
        }
    }

    /// <summary>Means of four, rounded half to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Means(ReadOnlySpan<ushort> sums, Span<byte> means)
    {
        var vectors = MemoryMarshal.Cast<ushort, Vector<ushort>>(sums);
        var at = 0;
        for (var i = 0; i + 2 <= vectors.Length; i += 2, at += Vector<byte>.Count)
            Vector.Narrow(Mean(vectors[i]), Mean(vectors[i + 1])).CopyTo(means[at..]);
        for (; at < sums.Length; at++)
            means[at] = Mean(sums[at], 2);
    }

    /// <summary>Means of 2^<paramref name="shift"/>, rounded half to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Means(ReadOnlySpan<uint> sums, int shift, Span<byte> means)
    {
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(sums);
        var at = 0;
        for (var i = 0; i + 4 <= vectors.Length; i += 4, at += Vector<byte>.Count)
            Vector.Narrow(
                Vector.Narrow(Mean(vectors[i], shift), Mean(vectors[i + 1], shift)),
                Vector.Narrow(Mean(vectors[i + 2], shift), Mean(vectors[i + 3], shift))).CopyTo(means[at..]);
        for (; at < sums.Length; at++)
            means[at] = Mean(sums[at], shift);
    }

    private static Vector<ushort> Pairs(Vector<byte> bytes) =>
        (Vector.AsVectorUInt16(bytes) & new Vector<ushort>(byte.MaxValue)) + (Vector.AsVectorUInt16(bytes) >>> 8);

    private static Vector<uint> Pairs(Vector<ushort> sums) =>
        (Vector.AsVectorUInt32(sums) & new Vector<uint>(ushort.MaxValue)) + (Vector.AsVectorUInt32(sums) >>> 16);

    /// <summary>In the lower halves; narrowing drops the upper ones.</summary>
    private static Vector<ulong> Pairs(ReadOnlySpan<uint> above, ReadOnlySpan<uint> below, int at)
    {
        var sums = Vector.AsVectorUInt64(new Vector<uint>(above[at..]) + new Vector<uint>(below[at..]));
        return sums + (sums >>> 32);
    }

    /// <summary>One less than half is added, and one more where the mean below is odd.</summary>
    private static Vector<ushort> Mean(Vector<ushort> sums) =>
        (sums + Vector<ushort>.One + (sums >>> 2 & Vector<ushort>.One)) >>> 2;

    private static Vector<uint> Mean(Vector<uint> sums, int shift) =>
        (sums + new Vector<uint>((1u << shift - 1) - 1) + (sums >>> shift & Vector<uint>.One)) >>> shift;

    private static byte Mean(uint sum, int shift) => (byte)(sum + (1u << shift - 1) - 1 + (sum >> shift & 1) >> shift);
}
