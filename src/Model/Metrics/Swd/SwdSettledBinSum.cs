using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PgGanLab.Model.Metrics;

/// <summary>Adds up the places of one set, each with the sign of its bin, and notes which lie in mixed bins, which have none.</summary>
/// <param name="signs">As of <see cref="BinLeads.Signs"/>.</param>
/// <param name="insideBits">A place's bits inside its bin.</param>
/// <param name="mixed">Room for as many as there are places, and a vector more.</param>
/// <param name="soon">Numbers that are read next, brought nearer meanwhile; as many as there are places, or none.</param>
internal ref struct LeadSum(ReadOnlySpan<sbyte> signs, int insideBits, Span<int> mixed, ReadOnlySpan<float> soon)
{
    private readonly ReadOnlySpan<sbyte> signs = signs;
    private readonly Span<int> mixed = mixed;
    private readonly ReadOnlySpan<float> soon = soon;
    private int found;

    /// <summary>Which places lie in mixed bins.</summary>
    public readonly ReadOnlySpan<int> Mixed => mixed[..found];

    /// <summary>Sum over places of place * times * sign.</summary>
    /// <param name="places">From 0 to 2^29 - 1.</param>
    /// <param name="times">How often each counts, 0 to 4.</param>
    public long Of(ReadOnlySpan<int> places, ReadOnlySpan<byte> times)
    {
        var wide = Avx512BW.IsSupported ? places.Length / Vector512<int>.Count * Vector512<int>.Count : 0;
        return OfWide(places[..wide], times[..wide]) + OfNarrow(places, times, wide);
    }

    /// <summary>One by one, without a branch that the CPU would have to guess.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long OfNarrow(ReadOnlySpan<int> places, ReadOnlySpan<byte> times, int first)
    {
        var (sum, at) = (0L, found);
        for (var i = first; i < places.Length; i++)
        {
            var sign = (int)signs[places[i] >> insideBits];
            sum += (long)places[i] * (times[i] * sign);
            mixed[at] = i;
            at += sign == 0 ? 1 : 0;
        }
        found = at;
        return sum;
    }

    /// <summary>The same, sixteen at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe long OfWide(ReadOnlySpan<int> places, ReadOnlySpan<byte> times)
    {
        var (even, odd, at, inside) = (Vector512<long>.Zero, Vector512<long>.Zero, found, insideBits);
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var time = ref MemoryMarshal.GetReference(times);
        ref var to = ref MemoryMarshal.GetReference(mixed);
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
                var sign = Vector512.Create(Avx2.GatherVector256(table, bins.GetLower(), 1), Avx2.GatherVector256(table, bins.GetUpper(), 1)) << 24 >> 24;
                var isMixed = Vector512.Equals(sign, Vector512<int>.Zero);
                Avx512F.Compress(Vector512<int>.Zero, isMixed, Vector512<int>.Indices + Vector512.Create((int)i)).StoreUnsafe(ref to, (nuint)at);
                at += BitOperations.PopCount(isMixed.ExtractMostSignificantBits());
                var counts = Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref time, i));
                var factors = Avx512BW.MultiplyAddAdjacent(counts.AsInt16(), sign.AsInt16());               // of these the upper halves add nothing
                even += Avx512F.Multiply(some, factors);
                odd += Avx512F.Multiply((some.AsInt64() >>> 32).AsInt32(), (factors.AsInt64() >>> 32).AsInt32());
            }
        }
        found = at;
        return Vector512.Sum(even + odd);
    }
}
