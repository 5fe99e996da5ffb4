using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Which of two sets leads in each bin of an axis: has more numbers up to any place in it. Where one leads at a bin's beginning by at least as
/// many as the other has inside, it leads to the bin's end.
/// </summary>
/// <param name="bins">Most bins, a power of two.</param>
internal sealed class BinLeads(int bins)
{
    private static readonly int Lanes = Vector256<int>.Count;
    private static readonly int GatheredBytes = sizeof(int);

    private readonly int[] countsA = new int[Math.Max(bins, Lanes)];
    private readonly int[] countsB = new int[Math.Max(bins, Lanes)];
    private readonly sbyte[] signs = new sbyte[Math.Max(bins, Lanes) + GatheredBytes - 1];
    private readonly MixedBin[] mixed = new MixedBin[bins];
    private readonly int[] nexts = new int[bins];
    private int mixedCount;

    /// <summary>1 where the first set leads, -1 where the second one does, 0 in mixed bins; with three more bytes than bins, as four are read at once.</summary>
    public ReadOnlySpan<sbyte> Signs => signs;

    /// <summary>The bins in which the lead may change.</summary>
    public ReadOnlySpan<MixedBin> Mixed => mixed.AsSpan(0, mixedCount);

    /// <summary>By a mixed bin's number, where its next number goes.</summary>
    public Span<int> Nexts => nexts;

    /// <summary>Finds who leads.</summary>
    /// <param name="placesA">The first set's places.</param>
    /// <param name="timesA">How often each counts.</param>
    /// <param name="placesB">The second set's places.</param>
    /// <param name="timesB">How often each counts.</param>
    /// <param name="insideBits">A place's bits inside its bin.</param>
    /// <param name="used">Bins up to the last place's.</param>
    /// <returns>Room that the mixed bins' numbers need.</returns>
    public int Find(ReadOnlySpan<int> placesA, ReadOnlySpan<byte> timesA, ReadOnlySpan<int> placesB, ReadOnlySpan<byte> timesB, int insideBits, int used)
    {
        var filled = (used + Lanes - 1) / Lanes * Lanes;
        Count(placesA, timesA, countsA.AsSpan(0, filled), insideBits);
        Count(placesB, timesB, countsB.AsSpan(0, filled), insideBits);
        return Compare(filled);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<int> places, ReadOnlySpan<byte> times, Span<int> counts, int insideBits)
    {
        counts.Clear();
        ref var count = ref MemoryMarshal.GetReference(counts);                 // no place is beyond the last
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var time = ref MemoryMarshal.GetReference(times[..places.Length]);
        nuint i = 0;
        for (; i + 4 <= (nuint)places.Length; i += 4)
        {
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i) >> insideBits) += Unsafe.Add(ref time, i);
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i + 1) >> insideBits) += Unsafe.Add(ref time, i + 1);
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i + 2) >> insideBits) += Unsafe.Add(ref time, i + 2);
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i + 3) >> insideBits) += Unsafe.Add(ref time, i + 3);
        }
        for (; i < (nuint)places.Length; i++)
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i) >> insideBits) += Unsafe.Add(ref time, i);
    }

    /// <summary>Eight bins at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Compare(int filled)
    {
        var (lead, room) = (Vector256<int>.Zero, 0);
        mixedCount = 0;
        for (var i = 0; i < filled; i += Lanes)
        {
            var inA = Vector256.Create(countsA, i);
            var inB = Vector256.Create(countsB, i);
            var gained = inA - inB;
            var after = lead + SumsUpToEach(gained);
            var before = after - gained;
            lead = Vector256.Shuffle(after, Vector256.Create(7));
            var notFirst = (before - inB) >> 31;                                // -1 where the first set doesn't lead to the end
            var notSecond = (-before - inA) >> 31;
            var words = (notFirst - notSecond).AsInt32();
            var halves = Vector128.Narrow(words.GetLower(), words.GetUpper());
            Unsafe.WriteUnaligned(ref Unsafe.As<sbyte, byte>(ref signs[i]), Vector128.Narrow(halves, halves).AsInt64().ToScalar());
            for (var lanes = (notFirst & notSecond).ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                mixed[mixedCount++] = new MixedBin(i + lane, before.GetElement(lane), room);
                nexts[i + lane] = room;
                room += countsA[i + lane] + countsB[i + lane];
            }
        }
        return room;
    }

    private static Vector256<int> SumsUpToEach(Vector256<int> numbers)
    {
        numbers += Vector256.Shuffle(numbers, Vector256.Create(-1, 0, 1, 2, 3, 4, 5, 6));
        numbers += Vector256.Shuffle(numbers, Vector256.Create(-1, -1, 0, 1, 2, 3, 4, 5));
        return numbers + Vector256.Shuffle(numbers, Vector256.Create(-1, -1, -1, -1, 0, 1, 2, 3));
    }
}
