using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Which of two sets leads in each bin of an axis: has more numbers up to any place in it. Where one leads at a bin's beginning by at least as
/// many as the other has inside, it leads to the bin's end.
/// </summary>
/// <remarks>Bins are counted in bytes, which the nearest cache holds; should one count too far, all are counted again in whole words.</remarks>
/// <param name="bins">Most bins, a power of two.</param>
internal sealed class BinLeads(int bins)
{
    private const int MostPerBinInBytes = 32;                                   // on average: the fullest of normal numbers' has six times as many
    private static readonly int Lanes = Vector512<int>.Count;
    private static readonly int GatheredBytes = sizeof(int);

    private readonly byte[] bytesA = new byte[Math.Max(bins, Lanes)];
    private readonly byte[] bytesB = new byte[Math.Max(bins, Lanes)];
    private readonly sbyte[] signs = new sbyte[Math.Max(bins, Lanes) + GatheredBytes - 1];
    private readonly MixedBin[] mixed = new MixedBin[bins];
    private readonly int[] nexts = new int[bins];
    private int[] wordsA = [];
    private int[] wordsB = [];
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
    /// <param name="numbers">Sum of both sets' times.</param>
    /// <param name="insideBits">A place's bits inside its bin.</param>
    /// <param name="used">Bins up to the last place's.</param>
    /// <returns>Room that the mixed bins' numbers need.</returns>
    public int Find(
        ReadOnlySpan<int> placesA, ReadOnlySpan<byte> timesA, ReadOnlySpan<int> placesB, ReadOnlySpan<byte> timesB, int numbers, int insideBits, int used)
    {
        var filled = (used + Lanes - 1) / Lanes * Lanes;
        if (numbers / 2 <= (long)MostPerBinInBytes * bins)
        {
            Count(placesA, timesA, bytesA.AsSpan(0, filled), insideBits);
            Count(placesB, timesB, bytesB.AsSpan(0, filled), insideBits);
            var (counted, room) = Compare(bytesA, bytesB, filled);
            if (counted == numbers)
                return room;
        }
        if (wordsA.Length == 0)
            (wordsA, wordsB) = (new int[bytesA.Length], new int[bytesB.Length]);
        Count(placesA, timesA, wordsA.AsSpan(0, filled), insideBits);
        Count(placesB, timesB, wordsB.AsSpan(0, filled), insideBits);
        return Compare(wordsA, wordsB, filled).Room;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count<TCount>(ReadOnlySpan<int> places, ReadOnlySpan<byte> times, Span<TCount> counts, int insideBits)
        where TCount : unmanaged, IBinaryInteger<TCount>
    {
        counts.Clear();
        ref var count = ref MemoryMarshal.GetReference(counts);                 // no place is beyond the last
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var time = ref MemoryMarshal.GetReference(times[..places.Length]);
        nuint i = 0;
        for (; i + 4 <= (nuint)places.Length; i += 4)
        {
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i) >> insideBits) += TCount.CreateTruncating(Unsafe.Add(ref time, i));
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i + 1) >> insideBits) += TCount.CreateTruncating(Unsafe.Add(ref time, i + 1));
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i + 2) >> insideBits) += TCount.CreateTruncating(Unsafe.Add(ref time, i + 2));
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i + 3) >> insideBits) += TCount.CreateTruncating(Unsafe.Add(ref time, i + 3));
        }
        for (; i < (nuint)places.Length; i++)
            Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i) >> insideBits) += TCount.CreateTruncating(Unsafe.Add(ref time, i));
    }

    /// <summary>Sixteen bins at once.</summary>
    /// <returns>Numbers in all bins, less 256 for each time that a byte ran over, and the room for those in mixed bins.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Counted, int Room) Compare<TCount>(TCount[] countsA, TCount[] countsB, int filled)
        where TCount : unmanaged, IBinaryInteger<TCount>
    {
        var (lead, counted, room) = (Vector512<int>.Zero, Vector512<int>.Zero, 0);
        mixedCount = 0;
        for (var i = 0; i < filled; i += Lanes)
        {
            var (inA, inB) = (Some(countsA, i), Some(countsB, i));
            counted += inA + inB;
            var gained = inA - inB;
            var after = lead + SumsUpToEach(gained);
            var before = after - gained;
            lead = Vector512.Shuffle(after, Vector512.Create(15));
            var notFirst = Vector512.LessThan(before, inB);                     // -1 where the first set doesn't lead to the end
            var notSecond = Vector512.LessThan(-before, inA);
            Bytes(notFirst - notSecond).CopyTo(signs, i);
            for (var lanes = (notFirst & notSecond).ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                mixed[mixedCount++] = new MixedBin(i + lane, before.GetElement(lane), room);
                nexts[i + lane] = room;
                room += int.CreateTruncating(countsA[i + lane]) + int.CreateTruncating(countsB[i + lane]);
            }
        }
        return (Vector512.Sum(counted), room);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Some<TCount>(TCount[] counts, int first)
        where TCount : unmanaged, IBinaryInteger<TCount>
    {
        if (typeof(TCount) == typeof(int))
            return Vector512.Create(counts, first).AsInt32();
        var some = Vector128.Create(counts, first).AsByte();
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Int32(some);
        var (low, high) = Vector128.Widen(some);
        var (a, b) = Vector128.Widen(low);
        var (c, d) = Vector128.Widen(high);
        return Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Bytes(Vector512<int> words)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector128SByte(words);
        var halves = Vector256.Narrow(words.GetLower(), words.GetUpper());
        return Vector128.Narrow(halves.GetLower(), halves.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> SumsUpToEach(Vector512<int> numbers)
    {
        if (!Avx512F.IsSupported)
        {
            var (low, high) = (SumsUpToEach(numbers.GetLower()), SumsUpToEach(numbers.GetUpper()));
            return Vector512.Create(low, high + Vector256.Shuffle(low, Vector256.Create(7)));
        }
        numbers += Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 15);
        numbers += Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 14);
        numbers += Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 12);
        return numbers + Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> SumsUpToEach(Vector256<int> numbers)
    {
        numbers += Vector256.Shuffle(numbers, Vector256.Create(-1, 0, 1, 2, 3, 4, 5, 6));
        numbers += Vector256.Shuffle(numbers, Vector256.Create(-1, -1, 0, 1, 2, 3, 4, 5));
        return numbers + Vector256.Shuffle(numbers, Vector256.Create(-1, -1, -1, -1, 0, 1, 2, 3));
    }
}
