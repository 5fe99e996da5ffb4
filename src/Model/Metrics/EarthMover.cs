using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Wasserstein distance between two equally large sets of numbers: the mean of |a(i) - b(i)| over both in sorted order, found without
/// sorting them. A number may count several times.
/// </summary>
/// <remarks>
/// The distance is the area between the two counts of numbers up to x. The axis is cut into bins. Where one count leads at a bin's beginning
/// by at least what the other gains inside, it leads to the bin's end, and the area follows from what the bin holds in sum. Only
/// what lies in the few other bins is sorted. Places on the axis are whole numbers, so nothing is rounded after them.
/// </remarks>
internal sealed class EarthMover
{
    private const int NumbersPerBin = 2;
    private const int MostBins = 1 << 14;                                       // both sets' fit a core's own cache
    private const int MostPlaceBits = 30;

    private readonly int count;
    private readonly int countBits;
    private readonly int placeBits;
    private readonly long[] binsA;
    private readonly long[] binsB;
    private readonly int[] inMixed;
    private readonly byte[] marks;
    private readonly MixedBin[] mixedBins;
    private readonly int[] nexts;
    private int[] placesA = [];
    private int[] placesB = [];
    private uint[] steps = [];
    private int insideBits;

    /// <param name="count">Numbers in each set, at least 1; one that counts several times is several.</param>
    public EarthMover(int count)
    {
        this.count = count;
        inMixed = new int[count + DistinctPatches.MostTimes];
        var bins = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, count / NumbersPerBin)), MostBins);
        countBits = BitOperations.Log2((uint)count) + 1;
        placeBits = Math.Min(MostPlaceBits, BitOperations.Log2((uint)bins) + 62 - 2 * countBits);
        (binsA, binsB, marks) = (new long[bins], new long[bins], new byte[bins]);
        (mixedBins, nexts) = (new MixedBin[bins + 1], new int[bins]);
    }

    private long BinWidth => 1L << insideBits;

    /// <summary>A bin: how many numbers above, the sum of their places inside below.</summary>
    private int CountShift => insideBits + countBits;

    /// <summary>Mean distance between the sorted sets.</summary>
    /// <param name="a">Finite numbers.</param>
    /// <param name="timesA">How often each counts, 0 to 4.</param>
    /// <param name="b">Finite numbers.</param>
    /// <param name="timesB">How often each counts, 0 to 4.</param>
    public double Distance(ReadOnlySpan<float> a, ReadOnlySpan<byte> timesA, ReadOnlySpan<float> b, ReadOnlySpan<byte> timesB)
    {
        if (placesA.Length != a.Length || placesB.Length != b.Length)
            (placesA, placesB) = (new int[a.Length], new int[b.Length]);
        var axis = Axis.Of(a, b, placeBits);
        if (axis.Length == 0)
            return 0;
        insideBits = Math.Max(0, BitOperations.Log2((uint)axis.Length) + 1 - BitOperations.Log2((uint)binsA.Length));
        var bins = (axis.Length >> insideBits) + 1;
        axis.Place(a, placesA);
        axis.Place(b, placesB);
        Fill(placesA, timesA, binsA.AsSpan(0, bins));
        Fill(placesB, timesB, binsB.AsSpan(0, bins));
        var area = AreaOfPlainBins(bins, out var mixed, out var others);
        Collect(timesA, timesB, mixedBins.AsSpan(0, mixed), others);
        return (area + AreaOfMixedBins(mixedBins.AsSpan(0, mixed + 1))) / ((double)axis.Scale * count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<int> places, ReadOnlySpan<byte> times, Span<long> bins)
    {
        bins.Clear();
        var (bits, inside, one) = (insideBits, (int)(BinWidth - 1), 1L << CountShift);
        times = times[..places.Length];
        ref var bin = ref MemoryMarshal.GetReference(bins);                     // no place is beyond the last
        for (var i = 0; i < places.Length; i++)
            Unsafe.Add(ref bin, places[i] >> bits) += times[i] * (one + (places[i] & inside));
    }

    /// <summary>
    /// Area over the bins in which the same count leads throughout, in places; marks and lists the others and gives what they hold room among the
    /// steps. Without branches that the CPU would have to guess.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long AreaOfPlainBins(int bins, out int mixed, out int others)
    {
        var (area, lead) = (0L, 0);
        var (shift, width, sums) = (CountShift, BinWidth, (1L << CountShift) - 1);
        var (marked, found) = (0, 0);
        ref var a = ref MemoryMarshal.GetArrayDataReference(binsA);             // all are as long, and no bin is beyond
        ref var b = ref MemoryMarshal.GetArrayDataReference(binsB);
        ref var mark = ref MemoryMarshal.GetArrayDataReference(marks);
        ref var list = ref MemoryMarshal.GetArrayDataReference(mixedBins);
        for (var k = 0; k < bins; k++)
        {
            var (binA, binB) = (Unsafe.Add(ref a, k), Unsafe.Add(ref b, k));
            var (inA, inB) = ((int)(binA >> shift), (int)(binB >> shift));
            var isMixed = ((lead - inB) & (-lead - inA)) >> 31;                 // -1 where neither lead holds to the end
            Unsafe.Add(ref mark, k) = (byte)isMixed;
            Unsafe.Add(ref list, marked) = new MixedBin(k, lead, found);
            marked -= isMixed;
            found += (inA + inB) & isMixed;
            lead += inA - inB;
            area += Math.Abs(lead * width - (binA & sums) + (binB & sums)) & ~(long)isMixed;
        }
        Unsafe.Add(ref list, marked) = new MixedBin(bins, lead, found);
        (mixed, others) = (marked, found);
        return area;
    }

    /// <summary>Writes what lies in the marked bins to their room: twice its place, plus one for the first set.</summary>
    private void Collect(ReadOnlySpan<byte> timesA, ReadOnlySpan<byte> timesB, ReadOnlySpan<MixedBin> mixed, int others)
    {
        if (steps.Length < others)
            steps = new uint[2 * others];
        foreach (var bin in mixed)
            nexts[bin.Number] = bin.Start;
        Collect(placesA, timesA, 1);
        Collect(placesB, timesB, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(ReadOnlySpan<int> places, ReadOnlySpan<byte> times, uint first)
    {
        var (bits, found) = (insideBits, 0);
        ref var mark = ref MemoryMarshal.GetArrayDataReference(marks);
        ref var all = ref MemoryMarshal.GetArrayDataReference(inMixed);
        times = times[..places.Length];
        for (var i = 0; i < places.Length; i++)                                 // without a branch that the CPU would have to guess: as many copies as any
        {                                                                       // counts are written, as many as it counts are kept
            Vector128.Create(places[i]).StoreUnsafe(ref all, (nuint)found);
            found += Unsafe.Add(ref mark, places[i] >> bits) & times[i];
        }
        var (rooms, to) = (nexts, steps);
        foreach (var place in inMixed.AsSpan(0, found))
            to[rooms[place >> bits]++] = ((uint)place << 1) | first;
    }

    /// <summary>Area over the mixed bins, step by step, in places.</summary>
    /// <param name="mixed">And one that begins where they end.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long AreaOfMixedBins(ReadOnlySpan<MixedBin> mixed)
    {
        var (area, width) = (0L, BinWidth);
        for (var i = 0; i < mixed.Length - 1; i++)
        {
            var inside = steps.AsSpan(mixed[i].Start, mixed[i + 1].Start - mixed[i].Start);
            ShortSort.Ascending(inside);
            var (lead, at, end) = (mixed[i].Lead, mixed[i].Number * width, (mixed[i].Number + 1) * width);
            foreach (var step in inside)
            {
                long place = step >> 1;
                area += Math.Abs(lead) * (place - at);
                (lead, at) = (lead - 1 + 2 * (int)(step & 1), place);
            }
            area += Math.Abs(lead) * (end - at);
        }
        return area;
    }

    /// <summary>A bin in which the lead may change.</summary>
    /// <param name="Number">Of the bin.</param>
    /// <param name="Lead">By how many numbers the first set's count leads at its beginning.</param>
    /// <param name="Start">Where its steps begin.</param>
    private readonly record struct MixedBin(int Number, int Lead, int Start);
}
