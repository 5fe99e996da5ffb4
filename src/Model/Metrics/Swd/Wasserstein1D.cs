using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics.Swd;

// The distance of two sets of numbers on a line, A and B, is the mean of |a(i) - b(i)| over both in sorted order. It is
// also the area between the two staircases that count each set's numbers up to x, divided by the numbers of a set:
//
//   numbers up to x
//     4 |                      ,-------.------     lead(x) = A's numbers up to x - B's numbers up to x
//     3 |           ,----------'  ,----'           area    = integral of |lead(x)| over x
//     2 |    A ,----'     ,-------'
//     1 |  ,---'   B ,----'
//     0 |--'---------'
//       +---------+---------+---------+------ x
//          bin 0     bin 1     bin 2
//
// Summed up step by step, every number x adds x * (|lead| before it - |lead| after it). A number of the set that lags
// brings the staircases nearer and adds x; a number of the set that leads takes them apart and subtracts x. So where it
// is known which set leads, the order of the numbers does not matter, and nothing need be sorted:
//
//  1. SwdNumberGrid rounds all numbers to whole places on a grid of 2^29, so that every sum from here on is exact.
//  2. SwdBinCounts cuts the grid into up to 65,536 bins, counts both sets' numbers in each, and adds the counts up to
//     the lead at each bin's beginning. If A leads there by at least as many numbers as B has in the bin, A leads to
//     the bin's end (or B, likewise): the bin is settled. Nearly all bins are. The others are open.
//  3. SwdSettledBinSum adds up the numbers in settled bins with their bin's sign.
//  4. SwdOpenBinSum puts the few numbers of each open bin in order and adds up their steps one by one.

/// <summary>
/// Wasserstein distance between two equally large sets of numbers: the mean of |a(i) - b(i)| over both in sorted order,
/// found without sorting them. A number may count several times. Of use to one thread; <see cref="SwdReference"/> says
/// the same in three lines.
/// </summary>
internal sealed class Wasserstein1D
{
    private const int MostBins = 1 << 16;
    private const int PlaceBits = 28;  // of either sign: a place has 29, and 3 are put below it

    private readonly int count;
    private readonly int binBits;
    private readonly SwdBinCounts bins;
    private int[] placesA = [];
    private int[] placesB = [];
    private int[] inOpenBins = [];
    private uint[] steps = [];

    /// <param name="count">Numbers in each set, at least 1; one that counts several times is several.</param>
    public Wasserstein1D(int count)
    {
        this.count = count;
        binBits = BitOperations.Log2(Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, count)), MostBins));
        bins = new SwdBinCounts(1 << binBits);
    }

    /// <summary>Mean distance between the sorted sets.</summary>
    /// <param name="a">Finite numbers.</param>
    /// <param name="timesA">How often each counts, 0 to 4.</param>
    /// <param name="b">Finite numbers.</param>
    /// <param name="timesB">How often each counts, 0 to 4.</param>
    /// <param name="soonA">
    /// The numbers of the next call's <paramref name="a"/>: they are brought into the cache meanwhile.
    /// </param>
    /// <param name="soonB">The numbers of the next call's <paramref name="b"/>.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Distance(
        ReadOnlySpan<float> a, ReadOnlySpan<byte> timesA, ReadOnlySpan<float> b, ReadOnlySpan<byte> timesB,
        ReadOnlySpan<float> soonA = default, ReadOnlySpan<float> soonB = default)
    {
        MakeRoom(a.Length, b.Length);
        var grid = SwdNumberGrid.Of(a, b, PlaceBits);
        if (grid.Length == 0)
            return 0;
        grid.Place(a, placesA);
        grid.Place(b, placesB);
        var insideBits = Math.Max(0, BitOperations.Log2((uint)grid.Length) + 1 - binBits);
        var used = (grid.Length >> insideBits) + 1;
        var room = bins.Count(placesA, timesA, placesB, timesB, 2 * count, insideBits, used);
        if (steps.Length < room)
            steps = new uint[2 * room];
        var area = AddSettled(placesB, timesB, 0, insideBits, soonB);
        area -= AddSettled(placesA, timesA, 1, insideBits, soonA);
        foreach (var bin in bins.Open)
            area += SwdOpenBinSum.Of(steps.AsSpan(bin.Start, bins.NextSlots[bin.Number] - bin.Start), bin.Lead);
        return area / ((double)grid.Scale * count);
    }

    private void MakeRoom(int lengthA, int lengthB)
    {
        if (placesA.Length == lengthA && placesB.Length == lengthB)
            return;
        placesA = new int[lengthA];
        placesB = new int[lengthB];
        inOpenBins = new int[Math.Max(lengthA, lengthB) + Vector512<int>.Count];
    }

    /// <summary>
    /// What one set's numbers in settled bins add to the area if it is B, or subtract from it if it is A; puts its
    /// other numbers into their bins.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long AddSettled(
        ReadOnlySpan<int> places, ReadOnlySpan<byte> times, uint isA, int insideBits, ReadOnlySpan<float> soon)
    {
        var sum = new SwdSettledBinSum(bins.Signs, insideBits, inOpenBins, soon);
        var area = sum.Of(places, times);
        var nextSlots = bins.NextSlots;
        var to = steps;
        foreach (var i in sum.InOpenBins)
        {
            if (times[i] > 0)
                to[nextSlots[places[i] >> insideBits]++] = SwdOpenBinSum.Step(places[i], times[i], isA);
        }
        return area;
    }
}
