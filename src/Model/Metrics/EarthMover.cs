using System.Numerics;
using System.Runtime.CompilerServices;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Wasserstein distance between two equally large sets of numbers: the mean of |a(i) - b(i)| over both in sorted order, found without
/// sorting them.
/// </summary>
/// <remarks>
/// The distance is the area between the two counts of numbers up to x. The axis is cut into bins. Where one count leads at a bin's beginning
/// by at least what the other gains inside, it leads to the bin's end, and the area follows from what the bin holds in sum. Only
/// what lies in the few other bins is sorted. Exact but for rounding, and twice as fast as a radix sort of a quarter million numbers.
/// </remarks>
/// <param name="count">Numbers in each set, at least 1.</param>
internal sealed class EarthMover(int count)
{
    private const int NumbersPerBin = 8;
    private readonly Bin[] bins = new Bin[Math.Max(1, count / NumbersPerBin)];
    private Step[] steps = [];
    private double low;
    private double width;

    /// <summary>Mean distance between the sorted sets; all numbers must be finite.</summary>
    public double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (lowA, highA) = Range(a);
        var (lowB, highB) = Range(b);
        low = Math.Min(lowA, lowB);
        width = (Math.Max(highA, highB) - low) / bins.Length;
        if (width == 0)
            return 0;
        Fill(a, b);
        var area = AreaOfPlainBins(out var others);
        Collect(a, b, others);
        return (area + AreaOfOtherBins()) * width / count;
    }

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

    /// <summary>A number's bin, and where in the bin it lies: 0 at its beginning, 1 at its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(float x, double low, double binsPerUnit, int last, out float inside)
    {
        var place = (x - low) * binsPerUnit;
        var bin = Math.Min((int)place, last);
        inside = (float)(place - bin);
        return bin;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Array.Clear(bins);
        var (from, binsPerUnit, last) = (low, 1 / width, bins.Length - 1);
        foreach (var x in a)
        {
            ref var bin = ref bins[Place(x, from, binsPerUnit, last, out var inside)];
            bin.A++;
            bin.Sum += inside;
        }
        foreach (var x in b)
        {
            ref var bin = ref bins[Place(x, from, binsPerUnit, last, out var inside)];
            bin.B++;
            bin.Sum -= inside;
        }
    }

    /// <summary>Area, in bin widths, over the bins in which the same count leads throughout; gives the others room among the steps.</summary>
    private double AreaOfPlainBins(out int others)
    {
        var (area, lead) = (0.0, 0);
        others = 0;
        for (var k = 0; k < bins.Length; k++)
        {
            ref var bin = ref bins[k];
            if (lead >= bin.B || -lead >= bin.A)
            {
                area += Math.Abs(lead + (bin.A - bin.B) - (double)bin.Sum);
                bin.Next = Bin.Plain;
            }
            else
            {
                bin.Sum = lead;
                bin.Next = others;
                others += bin.A + bin.B;
            }
            lead += bin.A - bin.B;
        }
        return area;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int others)
    {
        if (steps.Length < others)
            steps = new Step[2 * others];
        var (from, binsPerUnit, last) = (low, 1 / width, bins.Length - 1);
        foreach (var x in a)
        {
            ref var bin = ref bins[Place(x, from, binsPerUnit, last, out var inside)];
            if (bin.Next != Bin.Plain)
                steps[bin.Next++] = new Step(inside, 1);
        }
        foreach (var x in b)
        {
            ref var bin = ref bins[Place(x, from, binsPerUnit, last, out var inside)];
            if (bin.Next != Bin.Plain)
                steps[bin.Next++] = new Step(inside, -1);
        }
    }

    /// <summary>Area, in bin widths, over the other bins, step by step.</summary>
    private double AreaOfOtherBins()
    {
        var area = 0.0;
        foreach (var bin in bins)
        {
            if (bin.Next == Bin.Plain)
                continue;
            var inside = steps.AsSpan(bin.Next - bin.A - bin.B, bin.A + bin.B);
            inside.Sort();
            var (lead, at) = ((int)bin.Sum, 0f);
            foreach (var step in inside)
            {
                area += Math.Abs(lead) * (double)(step.Place - at);
                (lead, at) = (lead + step.Sign, step.Place);
            }
            area += Math.Abs(lead) * (double)(1 - at);
        }
        return area;
    }

    /// <summary>What one stretch of the axis holds.</summary>
    private struct Bin
    {
        /// <summary><see cref="Next"/> of a bin whose area needs no sorting.</summary>
        public const int Plain = -1;

        /// <summary>Numbers of the first set.</summary>
        public int A;

        /// <summary>Numbers of the second set.</summary>
        public int B;

        /// <summary>Sum of the first set's places inside less that of the second's; in a bin to be sorted, the first set's lead at its beginning.</summary>
        public float Sum;

        /// <summary>Where its next step goes.</summary>
        public int Next;
    }

    /// <summary>One number: a set's count steps up there.</summary>
    private readonly record struct Step(float Place, int Sign) : IComparable<Step>
    {
        public int CompareTo(Step other) => Place.CompareTo(other.Place);
    }
}
