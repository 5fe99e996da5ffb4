using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PgGanLab.Model.Metrics;

/// <summary>Adds up the places of one set, each with the sign of its bin, and keeps aside those in bins without one.</summary>
/// <param name="signs">As of <see cref="BinLeads.Signs"/>.</param>
/// <param name="insideBits">A place's bits inside its bin.</param>
/// <param name="tag">0 or 1, kept with what is kept aside.</param>
/// <param name="aside">Room for as many as there are places, and a vector more.</param>
internal ref struct LeadSum(ReadOnlySpan<sbyte> signs, int insideBits, uint tag, Span<uint> aside)
{
    /// <summary>Bits of a place that is kept aside below the place itself: how often it counts less one, then the tag.</summary>
    public const int AsideBits = 3;

    private readonly ReadOnlySpan<sbyte> signs = signs;
    private readonly Span<uint> aside = aside;
    private int found;

    /// <summary>What was kept aside.</summary>
    public readonly ReadOnlySpan<uint> Aside => aside[..found];

    /// <summary>Sum over places of place * times * sign.</summary>
    /// <param name="places">From 0 to 2^29 - 1.</param>
    /// <param name="times">How often each counts, 0 to 4.</param>
    public long Of(ReadOnlySpan<int> places, ReadOnlySpan<byte> times)
    {
        var wide = Avx512F.VL.IsSupported ? places.Length / Vector256<int>.Count * Vector256<int>.Count : 0;
        return OfWide(places[..wide], times[..wide]) + OfNarrow(places[wide..], times[wide..]);
    }

    /// <summary>One by one, without a branch that the CPU would have to guess.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long OfNarrow(ReadOnlySpan<int> places, ReadOnlySpan<byte> times)
    {
        var (sum, at) = (0L, found);
        for (var i = 0; i < places.Length; i++)
        {
            var (place, count, sign) = (places[i], (int)times[i], (int)signs[places[i] >> insideBits]);
            sum += (long)place * (count * sign);
            aside[at] = ((uint)place << AsideBits) + (uint)(2 * count - 2) + tag;
            at += (sign == 0 ? 1 : 0) & (count != 0 ? 1 : 0);
        }
        found = at;
        return sum;
    }

    /// <summary>The same, eight at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe long OfWide(ReadOnlySpan<int> places, ReadOnlySpan<byte> times)
    {
        var (low, high) = (Vector256<long>.Zero, Vector256<long>.Zero);
        var (at, tags) = (found, Vector256.Create((int)tag - 2));
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var time = ref MemoryMarshal.GetReference(times);
        ref var to = ref MemoryMarshal.GetReference(aside);
        fixed (sbyte* table = signs)
        {
            for (nuint i = 0; i < (nuint)places.Length; i += (nuint)Vector256<int>.Count)
            {
                var some = Vector256.LoadUnsafe(ref place, i);
                var counts = Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref time, i))).AsByte());
                var sign = Avx2.GatherVector256((int*)table, some >> insideBits, 1) << 24 >> 24;
                var products = some * Avx2.Sign(counts, sign);
                low += Avx2.ConvertToVector256Int64(products.GetLower());
                high += Avx2.ConvertToVector256Int64(products.GetUpper());
                var kept = Vector256.Equals(sign, Vector256<int>.Zero) & ~Vector256.Equals(counts, Vector256<int>.Zero);
                var packed = (some << AsideBits) + (counts << 1) + tags;
                Avx512F.VL.Compress(Vector256<int>.Zero, kept, packed).AsUInt32().StoreUnsafe(ref to, (nuint)at);
                at += BitOperations.PopCount(kept.ExtractMostSignificantBits());
            }
        }
        found = at;
        return Vector256.Sum(low + high);
    }
}
