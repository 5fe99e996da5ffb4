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
        var used = (numbers.Length + Vector512<uint>.Count - 1) / Vector512<uint>.Count * Vector512<uint>.Count;
        ref var first = ref MemoryMarshal.GetReference(all);
        Vector512<uint>.AllBitsSet.StoreUnsafe(ref first, (nuint)(used - Vector512<uint>.Count));      // the numbers don't fill up the last vector
        numbers.CopyTo(all);
        numbers.Clear();
        for (var i = 0; i < numbers.Length; i++)
        {
            var (one, smaller) = (Vector512.Create(all[i]), 0);
            for (var at = 0; at < used; at += Vector512<uint>.Count)
                smaller += BitOperations.PopCount(Vector512.LessThan(Vector512.LoadUnsafe(ref first, (nuint)at), one).ExtractMostSignificantBits());
            numbers[smaller] = all[i];
        }
        for (var i = 1; i < numbers.Length; i++)                                // of equal numbers all but the first left their place empty
            numbers[i] = Math.Max(numbers[i], numbers[i - 1]);
    }
}
