using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics;

/// <summary>Sorts a few numbers by counting for each how many are smaller: no branch that the CPU would guess wrong half of the time.</summary>
internal static class ShortSort
{
    private const int MostCounted = 64;

    /// <summary>Sorts in place.</summary>
    public static void Ascending(Span<uint> numbers)
    {
        if (numbers.Length > MostCounted)
            numbers.Sort();
        else if (numbers.Length > 1)
            Count(numbers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Count(Span<uint> numbers)
    {
        Span<uint> all = stackalloc uint[MostCounted];
        var used = (numbers.Length + Vector256<uint>.Count - 1) / Vector256<uint>.Count * Vector256<uint>.Count;
        all[numbers.Length..used].Fill(uint.MaxValue);
        numbers.CopyTo(all);
        numbers.Clear();
        ref var first = ref MemoryMarshal.GetReference(all);
        for (var i = 0; i < numbers.Length; i++)
        {
            var (one, smaller) = (Vector256.Create(all[i]), 0);
            for (var at = 0; at < used; at += Vector256<uint>.Count)
                smaller += BitOperations.PopCount(Vector256.LessThan(Vector256.LoadUnsafe(ref first, (nuint)at), one).ExtractMostSignificantBits());
            numbers[smaller] = all[i];
        }
        for (var i = 1; i < numbers.Length; i++)                                // of equal numbers all but the first left their place empty
            numbers[i] = Math.Max(numbers[i], numbers[i - 1]);
    }
}
