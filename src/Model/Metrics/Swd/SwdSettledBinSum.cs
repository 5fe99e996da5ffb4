using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Adds up the places of one set's numbers in settled bins, each with the sign of its bin, and notes which numbers lie
/// in open bins, whose sign is 0. Step 3 of <see cref="Wasserstein1D"/>.
/// </summary>
/// <param name="signs">See <see cref="SwdBinCounts.Signs"/>.</param>
/// <param name="insideBits">Bits of a place that lie inside its bin.</param>
/// <param name="open">Room for as many numbers as there are places, and a vector more.</param>
/// <param name="soon">
/// Numbers that are read next, brought into the cache meanwhile; as many as there are places, or none.
/// </param>
internal ref struct SwdSettledBinSum(
    ReadOnlySpan<sbyte> signs, int insideBits, Span<int> open, ReadOnlySpan<float> soon)
{
    private readonly ReadOnlySpan<sbyte> signs = signs;
    private readonly Span<int> open = open;
    private readonly ReadOnlySpan<float> soon = soon;
    private int found;

    /// <summary>Which of the set's numbers lie in open bins.</summary>
    public readonly ReadOnlySpan<int> InOpenBins => open[..found];

    /// <summary>Sum over the set of place * times * sign.</summary>
    /// <param name="places">From 0 to 2^29 - 1.</param>
    /// <param name="times">How often each counts, 0 to 4.</param>
    public long Of(ReadOnlySpan<int> places, ReadOnlySpan<byte> times)
    {
        var wide = Avx512BW.IsSupported ? places.Length / Vector512<int>.Count * Vector512<int>.Count : 0;
        return OfWide(places[..wide], times[..wide]) + OfNarrow(places, times, wide);
    }

    /// <summary>
    /// Number by number from the <paramref name="first"/> on, without a branch that the CPU would have to guess.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long OfNarrow(ReadOnlySpan<int> places, ReadOnlySpan<byte> times, int first)
    {
        var sum = 0L;
        var at = found;
        for (var i = first; i < places.Length; i++)
        {
            var sign = (int)signs[places[i] >> insideBits];
            sum += (long)places[i] * (times[i] * sign);
            open[at] = i;
            at += sign == 0 ? 1 : 0;
        }
        found = at;
        return sum;
    }

    /// <summary>The same, sixteen numbers at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe long OfWide(ReadOnlySpan<int> places, ReadOnlySpan<byte> times)
    {
        var even = Vector512<long>.Zero;
        var odd = Vector512<long>.Zero;
        var at = found;
        var inside = insideBits;
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var time = ref MemoryMarshal.GetReference(times);
        ref var to = ref MemoryMarshal.GetReference(open);
        fixed (sbyte* pinned = signs)
        fixed (float* ahead = soon)
        {
            var table = (int*)pinned;
            for (nuint i = 0; i < (nuint)places.Length; i += (nuint)Vector512<int>.Count)
            {
                if (ahead is not null)
                    Sse.Prefetch1(ahead + i);
                var some = Vector512.LoadUnsafe(ref place, i);
                var bins = some >> inside;
                var low = Avx2.GatherVector256(table, bins.GetLower(), 1);
                var high = Avx2.GatherVector256(table, bins.GetUpper(), 1);
                var sign = Vector512.Create(low, high) << 24 >> 24;  // of the four bytes that were read only the first
                var isOpen = Vector512.Equals(sign, Vector512<int>.Zero);
                var indices = Vector512<int>.Indices + Vector512.Create((int)i);
                Avx512F.Compress(Vector512<int>.Zero, isOpen, indices).StoreUnsafe(ref to, (nuint)at);
                at += BitOperations.PopCount(isOpen.ExtractMostSignificantBits());
                var counts = Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref time, i));
                // the counts' upper halves are 0
                var factors = Avx512BW.MultiplyAddAdjacent(counts.AsInt16(), sign.AsInt16());
                even += Avx512F.Multiply(some, factors);
                odd += Avx512F.Multiply((some.AsInt64() >>> 32).AsInt32(), (factors.AsInt64() >>> 32).AsInt32());
            }
        }
        found = at;
        return Vector512.Sum(even + odd);
    }
}
