using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Area between two sets' counts inside one bin, from steps in any order: each number of the first set takes the lead up, each of the second one
/// down, as far as it counts.
/// </summary>
internal static class BinArea
{
    private const int TimesBit = 1;                                             // below it whose the number is, above how often it counts less one
    private const int PlaceBit = 3;
    private const uint MostTimes = 4;
    private const int MostRanked = 64;
    private static readonly int Lanes = Vector512<int>.Count;

    /// <summary>One number's step.</summary>
    /// <param name="place">From 0 to 2^29 - 2.</param>
    /// <param name="times">How often it counts, 1 to 4.</param>
    /// <param name="isFirst">1 if it is the first set's, 0 if it is the second one's.</param>
    public static uint Step(int place, byte times, uint isFirst) => ((uint)place << PlaceBit) + ((times - 1u) << TimesBit) + isFirst;

    /// <summary>Sum over steps, in the order of their places, of place * (lead before the step - lead after it), both without their signs.</summary>
    /// <param name="steps">Made by <see cref="Step"/>; their order may change.</param>
    /// <param name="lead">Of the first set before them; it stays within 31 bits.</param>
    public static long Of(Span<uint> steps, int lead) => steps.Length > MostRanked ? Walk(steps, lead) : Rank(steps, lead);

    private static long Walk(Span<uint> steps, int lead)
    {
        steps.Sort();
        var area = 0L;
        foreach (var step in steps)
        {
            var times = (int)(step >> TimesBit & (MostTimes - 1)) + 1;
            var next = lead - times + 2 * times * (int)(step & 1);
            area += (Math.Abs(lead) - Math.Abs(next)) * (long)(step >> PlaceBit);
            lead = next;
        }
        return area;
    }

    /// <summary>Doesn't sort a few, but adds up for each, sixteen at once, all that are less; equal ones keep their order. The CPU has no branch to guess.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static long Rank(ReadOnlySpan<uint> steps, int lead)
    {
        Span<uint> all = stackalloc uint[MostRanked];
        Span<int> gains = stackalloc int[MostRanked];
        var used = (steps.Length + Lanes - 1) / Lanes * Lanes;
        all[steps.Length..used].Clear();
        steps.CopyTo(all);
        ref var step = ref MemoryMarshal.GetReference(all);
        ref var gain = ref MemoryMarshal.GetReference(gains);
        for (var at = 0; at < used; at += Lanes)
        {
            var some = Vector512.LoadUnsafe(ref step, (nuint)at);
            var times = (some >> TimesBit & Vector512.Create(MostTimes - 1)).AsInt32() + Vector512<int>.One;
            var negative = (some & Vector512<uint>.One).AsInt32() - Vector512<int>.One;
            var isStep = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(steps.Length - at));
            (((times ^ negative) - negative) & isStep).StoreUnsafe(ref gain, (nuint)at);
        }
        var area = Vector512<long>.Zero;
        for (var at = 0; at < used; at += Lanes)
        {
            var some = Vector512.LoadUnsafe(ref step, (nuint)at);
            var (leads, upTo) = (Vector512.Create(lead), some + Vector512<uint>.One);
            for (var i = 0; i < steps.Length; i++)
            {
                upTo += Vector512.Equals(Vector512<int>.Indices, Vector512.Create(i - at)).AsUInt32();      // the i-th is before its equals after it only
                leads += Vector512.LessThan(Vector512.Create(Unsafe.Add(ref step, i)), upTo).AsInt32() & Vector512.Create(Unsafe.Add(ref gain, i));
            }
            var nearer = Vector512.Abs(leads) - Vector512.Abs(leads + Vector512.LoadUnsafe(ref gain, (nuint)at));
            var (low, high) = Vector512.Widen(nearer * (some >> PlaceBit).AsInt32());
            area += low + high;
        }
        return Vector512.Sum(area);
    }
}
