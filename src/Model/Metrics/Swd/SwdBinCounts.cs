using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Counts two sets' numbers in each bin of a grid and tells which set leads there. A set leads at a place if it has
/// more numbers up to it. If it leads at a bin's beginning by at least as many numbers as the other set has inside, it
/// leads to the bin's end, and the bin is settled; where neither does, the bin is open. Step 2 of <see
/// cref="Wasserstein1D"/>.
/// </summary>
/// <remarks>
/// Numbers are counted in bytes, because all bins' bytes fit into the nearest cache. If a byte runs over, all numbers
/// are counted again in whole words.
/// </remarks>
/// <param name="bins">Most bins, a power of two.</param>
internal sealed class SwdBinCounts(int bins)
{
    private const int MostPerBinInBytes = 32;  // on average; the fullest bin of normal numbers has six times as many
    private static readonly int Lanes = Vector512<int>.Count;
    private static readonly int GatheredBytes = sizeof(int);

    private readonly byte[] bytesA = new byte[Math.Max(bins, Lanes)];
    private readonly byte[] bytesB = new byte[Math.Max(bins, Lanes)];
    private readonly sbyte[] signs = new sbyte[Math.Max(bins, Lanes) + GatheredBytes - 1];
    private readonly SwdOpenBin[] open = new SwdOpenBin[bins];
    private readonly int[] nextSlots = new int[bins];
    private int[] wordsA = [];
    private int[] wordsB = [];
    private int openCount;

    /// <summary>
    /// 1 in bins where A leads, -1 where B leads, 0 in open bins. There are three bytes more than bins, because readers
    /// take four at once.
    /// </summary>
    public ReadOnlySpan<sbyte> Signs => signs;

    /// <summary>The open bins, in order.</summary>
    public ReadOnlySpan<SwdOpenBin> Open => open.AsSpan(0, openCount);

    /// <summary>
    /// For each open bin, by its number: the slot that its next number goes to. Whoever fills the slots moves it on.
    /// </summary>
    public Span<int> NextSlots => nextSlots;

    /// <summary>Counts both sets and finds who leads.</summary>
    /// <param name="placesA">A's places on the grid.</param>
    /// <param name="timesA">How often each counts.</param>
    /// <param name="placesB">B's places on the grid.</param>
    /// <param name="timesB">How often each counts.</param>
    /// <param name="numbers">Sum of both sets' times.</param>
    /// <param name="insideBits">
    /// Bits of a place that lie inside its bin; the bits above them are the bin's number.
    /// </param>
    /// <param name="used">Bins up to the last place's.</param>
    /// <returns>Slots for the numbers in open bins.</returns>
    public int Count(
        ReadOnlySpan<int> placesA, ReadOnlySpan<byte> timesA, ReadOnlySpan<int> placesB, ReadOnlySpan<byte> timesB,
        int numbers, int insideBits, int used)
    {
        var filled = (used + Lanes - 1) / Lanes * Lanes;
        if (numbers / 2 <= (long)MostPerBinInBytes * bins)
        {
            CountInto(bytesA.AsSpan(0, filled), placesA, timesA, insideBits);
            CountInto(bytesB.AsSpan(0, filled), placesB, timesB, insideBits);
            var (counted, slots) = Compare(bytesA, bytesB, filled);
            if (counted == numbers)
                return slots;
        }
        if (wordsA.Length == 0)
        {
            wordsA = new int[bytesA.Length];
            wordsB = new int[bytesB.Length];
        }
        CountInto(wordsA.AsSpan(0, filled), placesA, timesA, insideBits);
        CountInto(wordsB.AsSpan(0, filled), placesB, timesB, insideBits);
        return Compare(wordsA, wordsB, filled).Slots;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountInto<TCount>(
        Span<TCount> counts, ReadOnlySpan<int> places, ReadOnlySpan<byte> times, int insideBits)
        where TCount : unmanaged, IBinaryInteger<TCount>
    {
        counts.Clear();
        ref var count = ref MemoryMarshal.GetReference(counts);  // unchecked: no place lies beyond the last bin
        ref var place = ref MemoryMarshal.GetReference(places);
        ref var time = ref MemoryMarshal.GetReference(times[..places.Length]);
        nuint i = 0;
        for (; i + 4 <= (nuint)places.Length; i += 4)
        {
            Add(ref count, ref place, ref time, i, insideBits);
            Add(ref count, ref place, ref time, i + 1, insideBits);
            Add(ref count, ref place, ref time, i + 2, insideBits);
            Add(ref count, ref place, ref time, i + 3, insideBits);
        }
        for (; i < (nuint)places.Length; i++)
            Add(ref count, ref place, ref time, i, insideBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TCount>(ref TCount count, ref int place, ref byte time, nuint i, int insideBits)
        where TCount : unmanaged, IBinaryInteger<TCount> =>
        Unsafe.Add(ref count, (uint)Unsafe.Add(ref place, i) >> insideBits) +=
            TCount.CreateTruncating(Unsafe.Add(ref time, i));

    /// <summary>Finds who leads in each bin, sixteen bins at once.</summary>
    /// <returns>
    /// Numbers in all bins, less 256 for each time that a byte ran over; slots for the numbers in open bins.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Counted, int Slots) Compare<TCount>(TCount[] countsA, TCount[] countsB, int filled)
        where TCount : unmanaged, IBinaryInteger<TCount>
    {
        var lead = Vector512<int>.Zero;
        var counted = Vector512<int>.Zero;
        var slots = 0;
        openCount = 0;
        for (var i = 0; i < filled; i += Lanes)
        {
            var inA = Load(countsA, i);
            var inB = Load(countsB, i);
            counted += inA + inB;
            var gained = inA - inB;
            var after = lead + PrefixSums(gained);
            var before = after - gained;
            lead = Vector512.Shuffle(after, Vector512.Create(15));
            var notA = Vector512.LessThan(before, inB);  // -1 where A doesn't lead to the bin's end
            var notB = Vector512.LessThan(-before, inA);
            ToBytes(notA - notB).CopyTo(signs, i);
            for (var lanes = (notA & notB).ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                open[openCount++] = new SwdOpenBin(i + lane, before.GetElement(lane), slots);
                nextSlots[i + lane] = slots;
                slots += int.CreateTruncating(countsA[i + lane]) + int.CreateTruncating(countsB[i + lane]);
            }
        }
        return (Vector512.Sum(counted), slots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Load<TCount>(TCount[] counts, int first)
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
    private static Vector128<sbyte> ToBytes(Vector512<int> words)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector128SByte(words);
        var halves = Vector256.Narrow(words.GetLower(), words.GetUpper());
        return Vector128.Narrow(halves.GetLower(), halves.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> PrefixSums(Vector512<int> numbers)
    {
        if (!Avx512F.IsSupported)
        {
            var (low, high) = (PrefixSums(numbers.GetLower()), PrefixSums(numbers.GetUpper()));
            return Vector512.Create(low, high + Vector256.Shuffle(low, Vector256.Create(7)));
        }
        numbers += Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 15);
        numbers += Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 14);
        numbers += Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 12);
        return numbers + Avx512F.AlignRight32(numbers, Vector512<int>.Zero, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> PrefixSums(Vector256<int> numbers)
    {
        numbers += Vector256.Shuffle(numbers, Vector256.Create(-1, 0, 1, 2, 3, 4, 5, 6));
        numbers += Vector256.Shuffle(numbers, Vector256.Create(-1, -1, 0, 1, 2, 3, 4, 5));
        return numbers + Vector256.Shuffle(numbers, Vector256.Create(-1, -1, -1, -1, 0, 1, 2, 3));
    }
}

/// <summary>A bin in which the lead may change sides.</summary>
/// <param name="Number">Of the bin.</param>
/// <param name="Lead">By how many numbers A leads at the bin's beginning; negative where B leads.</param>
/// <param name="Start">First of the slots for the bin's numbers.</param>
internal readonly record struct SwdOpenBin(int Number, int Lead, int Start);
