using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Wasserstein distance between two equally large sets of numbers: the mean of |a(i) - b(i)| over both in sorted order, found without
/// sorting them. A number may count several times.
/// </summary>
/// <remarks>
/// The distance is the area between the two counts of numbers up to x, and that is the sum over all numbers of x times how much nearer the
/// counts are after it than before. A number of the set that lags brings them nearer, one of the set that leads takes them apart. The axis is
/// cut into bins; in nearly all of them one set leads throughout. Only what lies in the others is sorted. Places on the axis are whole
/// numbers, so nothing is rounded after them.
/// </remarks>
internal sealed class EarthMover
{
    private const int MostBins = 1 << 16;
    private const int PlaceBits = 28;                                           // of either sign: a place has 29, and 3 are put below it

    private readonly int count;
    private readonly int binBits;
    private readonly BinLeads leads;
    private int[] placesA = [];
    private int[] placesB = [];
    private int[] mixed = [];
    private uint[] steps = [];

    /// <param name="count">Numbers in each set, at least 1; one that counts several times is several.</param>
    public EarthMover(int count)
    {
        this.count = count;
        binBits = BitOperations.Log2(Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, count)), MostBins));
        leads = new BinLeads(1 << binBits);
    }

    /// <summary>Mean distance between the sorted sets.</summary>
    /// <param name="a">Finite numbers.</param>
    /// <param name="timesA">How often each counts, 0 to 4.</param>
    /// <param name="b">Finite numbers.</param>
    /// <param name="timesB">How often each counts, 0 to 4.</param>
    /// <param name="soonA">What will stand for <paramref name="a"/> next: it is brought nearer meanwhile.</param>
    /// <param name="soonB">What will stand for <paramref name="b"/> next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Distance(
        ReadOnlySpan<float> a, ReadOnlySpan<byte> timesA, ReadOnlySpan<float> b, ReadOnlySpan<byte> timesB,
        ReadOnlySpan<float> soonA = default, ReadOnlySpan<float> soonB = default)
    {
        if (placesA.Length != a.Length || placesB.Length != b.Length)
            (placesA, placesB, mixed) = (new int[a.Length], new int[b.Length], new int[Math.Max(a.Length, b.Length) + Vector512<int>.Count]);
        var axis = Axis.Of(a, b, PlaceBits);
        if (axis.Length == 0)
            return 0;
        axis.Place(a, placesA);
        axis.Place(b, placesB);
        var insideBits = Math.Max(0, BitOperations.Log2((uint)axis.Length) + 1 - binBits);
        var room = leads.Find(placesA, timesA, placesB, timesB, 2 * count, insideBits, (axis.Length >> insideBits) + 1);
        if (steps.Length < room)
            steps = new uint[2 * room];
        var area = Apart(placesB, timesB, 0, insideBits, soonB) - Apart(placesA, timesA, 1, insideBits, soonA);
        foreach (var bin in leads.Mixed)
            area += BinArea.Of(steps.AsSpan(bin.Start, leads.Nexts[bin.Number] - bin.Start), bin.Lead);
        return area / ((double)axis.Scale * count);
    }

    /// <summary>
    /// What one set's numbers where the lead doesn't change add to the area if it is the second, or take if it is the first; puts the others into their
    /// bins.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Apart(ReadOnlySpan<int> places, ReadOnlySpan<byte> times, uint isFirst, int insideBits, ReadOnlySpan<float> soon)
    {
        var sum = new LeadSum(leads.Signs, insideBits, mixed, soon);
        var area = sum.Of(places, times);
        var nexts = leads.Nexts;
        var to = steps;
        foreach (var i in sum.Mixed)
        {
            if (times[i] > 0)
                to[nexts[places[i] >> insideBits]++] = BinArea.Step(places[i], times[i], isFirst);
        }
        return area;
    }
}
