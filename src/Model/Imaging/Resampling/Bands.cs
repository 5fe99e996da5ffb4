using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>Sixteen rows at once, held column by column; AVX-512.</summary>
internal static class Bands
{
    /// <summary>Bytes of four columns of sixteen rows, to four bytes of each row.</summary>
    private static readonly Vector512<byte> ByRow = Vector512.Create([.. Enumerable.Range(0, 64).Select(i => (byte)(i % 4 * 16 + i / 4))]);

    /// <summary>Turns the 4x4 numbers in each fourth of the vectors: first numbers of all four become the first vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<int> First, Vector512<int> Second, Vector512<int> Third, Vector512<int> Fourth) Turn(
        Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d)
    {
        var (low, high) = (Avx512F.UnpackLow(a, b).AsInt64(), Avx512F.UnpackHigh(a, b).AsInt64());
        var (nextLow, nextHigh) = (Avx512F.UnpackLow(c, d).AsInt64(), Avx512F.UnpackHigh(c, d).AsInt64());
        return (Avx512F.UnpackLow(low, nextLow).AsInt32(), Avx512F.UnpackHigh(low, nextLow).AsInt32(),
            Avx512F.UnpackLow(high, nextHigh).AsInt32(), Avx512F.UnpackHigh(high, nextHigh).AsInt32());
    }

    /// <param name="columns">[w,16], w at least 16.</param>
    /// <param name="pitch">Bytes from one row to the next.</param>
    /// <param name="rows">Sixteen rows of w, filled in.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Put(ReadOnlySpan<byte> columns, int pitch, Span<byte> rows)
    {
        var last = columns.Length / 16 - 16;
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(15 * pitch + last + 16, rows.Length);
        ref var from = ref MemoryMarshal.GetReference(columns);
        ref var to = ref MemoryMarshal.GetReference(rows);
        var order = ByRow;
        for (var x = 0; ; x = Math.Min(x + 16, last))                      // the last sixteen may overlap those before them
        {
            ref var four = ref Unsafe.Add(ref from, x * 16);
            var (a, b, c, d) = Turn(FourOfEach(ref four, 0, order), FourOfEach(ref four, 64, order), FourOfEach(ref four, 128, order), FourOfEach(ref four, 192, order));
            ref var row = ref Unsafe.Add(ref to, x);
            PutEveryFourth(a, ref row, pitch);
            PutEveryFourth(b, ref Unsafe.Add(ref row, pitch), pitch);
            PutEveryFourth(c, ref Unsafe.Add(ref row, 2 * pitch), pitch);
            PutEveryFourth(d, ref Unsafe.Add(ref row, 3 * pitch), pitch);
            if (x == last)
                return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> FourOfEach(ref byte columns, nuint at, Vector512<byte> order) => Vector512.ShuffleNative(Vector512.LoadUnsafe(ref columns, at), order).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutEveryFourth(Vector512<int> rows, ref byte to, int pitch)
    {
        rows.GetLower().GetLower().AsByte().StoreUnsafe(ref to);
        rows.GetLower().GetUpper().AsByte().StoreUnsafe(ref to, (nuint)(4 * pitch));
        rows.GetUpper().GetLower().AsByte().StoreUnsafe(ref to, (nuint)(8 * pitch));
        rows.GetUpper().GetUpper().AsByte().StoreUnsafe(ref to, (nuint)(12 * pitch));
    }
}
