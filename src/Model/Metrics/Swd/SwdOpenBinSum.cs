using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// What the numbers of one open bin add to the area between the sets' counts. Each number of A takes the lead up, each
/// number of B takes it down, by as much as it counts. Step 4 of <see cref="Wasserstein1D"/>.
/// </summary>
internal static class SwdOpenBinSum
{
    private const int TimesBit = 1;  // bit 0: whose number it is; bits 1 and 2: how often it counts, less one
    private const int PlaceBit = 3;
    private const uint MostTimes = 4;
    private const int MostRanked = 64;
    private static readonly int Lanes = Vector512<int>.Count;

    /// <summary>One number as a step of the lead.</summary>
    /// <param name="place">From 0 to 2^29 - 2.</param>
    /// <param name="times">How often it counts, 1 to 4.</param>
    /// <param name="isA">1 if it is A's number, 0 if it is B's.</param>
    public static uint Step(int place, byte times, uint isA) =>
        ((uint)place << PlaceBit) + ((times - 1u) << TimesBit) + isA;

    /// <summary>
    /// Sum over the steps, in the order of their places, of place * (|lead| before the step - |lead| after it).
    /// </summary>
    /// <param name="steps">Made by <see cref="Step"/>, in any order; the order may change.</param>
    /// <param name="lead">A's lead before the first step; it stays within 31 bits.</param>
    public static long Of(Span<uint> steps, int lead) =>
        steps.Length > MostRanked ? WalkSorted(steps, lead) : RankEach(steps, lead);

    private static long WalkSorted(Span<uint> steps, int lead)
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

    /// <summary>
    /// Few steps are not sorted. For each of them, sixteen at once, all smaller steps are added up to the lead before
    /// it; equal steps keep their order. The CPU has no branch to guess.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static long RankEach(ReadOnlySpan<uint> steps, int lead)
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
            var leads = Vector512.Create(lead);
            var upTo = some + Vector512<uint>.One;
            for (var i = 0; i < steps.Length; i++)
            {
                // equal steps count before later ones
                upTo += Vector512.Equals(Vector512<int>.Indices, Vector512.Create(i - at)).AsUInt32();
                var isBefore = Vector512.LessThan(Vector512.Create(Unsafe.Add(ref step, i)), upTo).AsInt32();
                leads += isBefore & Vector512.Create(Unsafe.Add(ref gain, i));
            }
            var nearer = Vector512.Abs(leads) - Vector512.Abs(leads + Vector512.LoadUnsafe(ref gain, (nuint)at));
            var (low, high) = Vector512.Widen(nearer * (some >> PlaceBit).AsInt32());
            area += low + high;
        }
        return Vector512.Sum(area);
    }
}
