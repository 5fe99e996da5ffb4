using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Wasserstein distance between two equally large sets of numbers: the mean of |a(i) - b(i)| over both in sorted order, found without
/// sorting them.
/// </summary>
/// <remarks>
/// The distance is the area between the two counts of numbers up to x. The axis is cut into bins. Where one count leads at a bin's beginning
/// by at least what the other gains inside, it leads to the bin's end, and the area follows from what the bin holds in sum. Only
/// what lies in the few other bins is sorted. Places on the axis are found in double precision and rounded to
/// 2^-30 of what the numbers span; from there on nothing is rounded but the last sum.
/// </remarks>
internal sealed class EarthMover
{
    private const int NumbersPerBin = 4;
    private const int MostBins = 1 << 14;                                       // both sets' fit a core's own cache
    private const int PlaceBits = 30;
    private const double ToInteger = 1L << 52;                                  // added to a double from 0 to 2^30, leaves it rounded in the lowest bits
    private const int MostInserted = 32;

    private readonly int count;
    private readonly int insideBits;
    private readonly int countShift;
    private readonly int[] placesA;
    private readonly int[] placesB;
    private readonly long[] binsA;
    private readonly long[] binsB;
    private readonly byte[] mixed;
    private readonly int[] leads;
    private readonly int[] nexts;
    private uint[] steps = [];

    /// <param name="count">Numbers in each set, at least 1.</param>
    public EarthMover(int count)
    {
        this.count = count;
        (placesA, placesB) = (new int[count], new int[count]);
        var bins = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, count / NumbersPerBin)), MostBins);
        var countBits = BitOperations.Log2((uint)count) + 1;
        insideBits = Math.Min(PlaceBits - BitOperations.Log2((uint)bins), 62 - 2 * countBits);
        countShift = insideBits + countBits;                                    // a bin: how many above, the sum of their places inside below
        (binsA, binsB, mixed, leads, nexts) = (new long[bins], new long[bins], new byte[bins], new int[bins], new int[bins]);
    }

    private long BinWidth => 1L << insideBits;

    /// <summary>Mean distance between the sorted sets; all numbers must be finite.</summary>
    public double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (lowA, highA) = Range(a);
        var (lowB, highB) = Range(b);
        var (low, high) = ((double)Math.Min(lowA, lowB), (double)Math.Max(highA, highB));
        if (low == high)
            return 0;
        var scale = (((long)binsA.Length << insideBits) - 1) / (high - low);    // the highest number is in the last bin
        Place(a, low, scale, placesA);
        Place(b, low, scale, placesB);
        Fill(placesA, binsA);
        Fill(placesB, binsB);
        var area = AreaOfPlainBins(out var others);
        Collect(others);
        return (area + AreaOfMixedBins()) / (scale * count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Low, float High) Range(ReadOnlySpan<float> numbers)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        var (lows, highs) = (new Vector<float>(low), new Vector<float>(high));
        for (; numbers.Length >= Vector<float>.Count; numbers = numbers[Vector<float>.Count..])
        {
            var some = new Vector<float>(numbers);
            (lows, highs) = (Vector.Min(lows, some), Vector.Max(highs, some));
        }
        for (var i = 0; i < Vector<float>.Count; i++)
            (low, high) = (Math.Min(low, lows[i]), Math.Max(high, highs[i]));
        foreach (var x in numbers)
            (low, high) = (Math.Min(low, x), Math.Max(high, x));
        return (low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Place(ReadOnlySpan<float> numbers, double low, double scale, Span<int> places)
    {
        var many = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        var to = MemoryMarshal.Cast<int, Vector<int>>(places);
        var (lows, integer) = (new Vector<double>(low), new Vector<double>(ToInteger));
        for (var i = 0; i < many.Length; i++)
        {
            Vector.Widen(many[i], out var first, out var second);
            to[i] = Vector.Narrow(Vector.AsVectorInt64((first - lows) * scale + integer), Vector.AsVectorInt64((second - lows) * scale + integer));
        }
        for (var i = many.Length * Vector<float>.Count; i < numbers.Length; i++)
            places[i] = (int)BitConverter.DoubleToInt64Bits((numbers[i] - low) * scale + ToInteger);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<int> places, Span<long> bins)
    {
        bins.Clear();
        var (bits, inside, one) = (insideBits, (int)(BinWidth - 1), 1L << countShift);
        foreach (var place in places)
            bins[place >> bits] += one + (place & inside);
    }

    /// <summary>Area over the bins in which the same count leads throughout; marks the others and gives what they hold room among the steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double AreaOfPlainBins(out int others)
    {
        var (area, lead) = (0.0, 0);
        var sums = (1L << countShift) - 1;
        others = 0;
        for (var k = 0; k < binsA.Length; k++)
        {
            var (binA, binB) = (binsA[k], binsB[k]);
            var (inA, inB) = ((int)(binA >> countShift), (int)(binB >> countShift));
            var after = lead + inA - inB;
            var plain = lead >= inB || -lead >= inA;
            mixed[k] = plain ? (byte)0 : (byte)1;
            leads[k] = lead;
            nexts[k] = others;
            if (plain)
                area += Math.Abs(after * BinWidth - (binA & sums) + (binB & sums));
            else
                others += inA + inB;
            lead = after;
        }
        return area;
    }

    /// <summary>Writes what lies in the marked bins to their room: twice its place, plus one for the first set.</summary>
    private void Collect(int others)
    {
        if (steps.Length <= others)
            steps = new uint[2 * others + 1];
        Collect(placesA, 1);
        Collect(placesB, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(ReadOnlySpan<int> places, uint first)
    {
        var bits = insideBits;
        var (marks, rooms, to) = (mixed, nexts, steps);
        foreach (var place in places)
        {
            var bin = place >> bits;
            ref var next = ref rooms[bin];
            if (marks[bin] != 0)
                to[next++] = ((uint)place << 1) | first;
        }
    }

    /// <summary>Area over the marked bins, step by step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double AreaOfMixedBins()
    {
        var area = 0.0;
        for (var k = 0; k < mixed.Length; k++)
        {
            if (mixed[k] == 0)
                continue;
            var holds = (int)(binsA[k] >> countShift) + (int)(binsB[k] >> countShift);
            var inside = steps.AsSpan(nexts[k] - holds, holds);
            Sort(inside);
            var (lead, at, end) = (leads[k], (long)k << insideBits, (k + 1L) << insideBits);
            foreach (var step in inside)
            {
                var place = step >> 1;
                area += Math.Abs(lead) * (double)(place - at);
                (lead, at) = (lead + ((step & 1) == 1 ? 1 : -1), place);
            }
            area += Math.Abs(lead) * (double)(end - at);
        }
        return area;
    }

    /// <summary>By insertion, which is fastest for the few numbers of a usual bin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(Span<uint> numbers)
    {
        if (numbers.Length > MostInserted)
        {
            numbers.Sort();
            return;
        }
        for (var i = 1; i < numbers.Length; i++)
        {
            var (number, j) = (numbers[i], i);
            for (; j > 0 && numbers[j - 1] > number; j--)
                numbers[j] = numbers[j - 1];
            numbers[j] = number;
        }
    }
}
