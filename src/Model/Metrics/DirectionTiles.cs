using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Directions in tiles of four, to project panels of 64 descriptors. Every sum is one chain of fused multiplications and additions in the
/// order of the descriptor's numbers, so it has the same bits whatever the width of the CPU's vectors.
/// </summary>
/// <remarks>A matrix product of a library would write its result through a buffer and round as its kernel for this CPU does.</remarks>
internal sealed class DirectionTiles
{
    /// <summary>Descriptors of a panel.</summary>
    public const int PanelSize = 64;

    private const int TileSize = 4;

    private readonly int width;
    private readonly float[] values;                                            // [tiles,width,4]; the last tile is filled up with zeros

    /// <param name="rows">[K,width].</param>
    /// <param name="width">Numbers of a descriptor.</param>
    public DirectionTiles(ReadOnlySpan<float> rows, int width)
    {
        (this.width, Count) = (width, rows.Length / width);
        values = new float[(Count + TileSize - 1) / TileSize * TileSize * width];
        for (var k = 0; k < Count; k++)
            for (var i = 0; i < width; i++)
                values[((k / TileSize * width) + i) * TileSize + k % TileSize] = rows[k * width + i];
    }

    /// <summary>Directions.</summary>
    public int Count { get; }

    /// <summary>Projects one panel onto all directions.</summary>
    /// <param name="panel">[width,64].</param>
    /// <param name="columns">The k-th direction's 64 projections are written to k * <paramref name="stride"/>.</param>
    /// <param name="stride">Numbers from one direction's to the next one's.</param>
    public void Project(ReadOnlySpan<float> panel, Span<float> columns, int stride)
    {
        Span<float> tile = stackalloc float[TileSize * PanelSize];
        for (var first = 0; first < Count; first += TileSize)
        {
            var directions = values.AsSpan(first * width, TileSize * width);
            if (Vector512.IsHardwareAccelerated)
                ProjectWide(panel, directions, tile);
            else
                ProjectNarrow(panel, directions, tile);
            for (var k = 0; k < Math.Min(TileSize, Count - first); k++)
                tile.Slice(k * PanelSize, PanelSize).CopyTo(columns[((first + k) * stride)..]);
        }
    }

    /// <summary>16 sums of 16 descriptors each: 4 directions by the whole panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ProjectWide(ReadOnlySpan<float> panel, ReadOnlySpan<float> directions, Span<float> tile)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
        ref var numbers = ref MemoryMarshal.GetReference(panel);
        ref var weights = ref MemoryMarshal.GetReference(directions);
        for (var i = 0; i < directions.Length; i += TileSize)
        {
            ref var at = ref Unsafe.Add(ref numbers, i * (PanelSize / TileSize));
            var x0 = Vector512.LoadUnsafe(ref at);
            var x1 = Vector512.LoadUnsafe(ref at, 16);
            var x2 = Vector512.LoadUnsafe(ref at, 32);
            var x3 = Vector512.LoadUnsafe(ref at, 48);
            var w = Vector512.Create(Unsafe.Add(ref weights, i));
            a0 = Vector512.FusedMultiplyAdd(x0, w, a0);
            a1 = Vector512.FusedMultiplyAdd(x1, w, a1);
            a2 = Vector512.FusedMultiplyAdd(x2, w, a2);
            a3 = Vector512.FusedMultiplyAdd(x3, w, a3);
            w = Vector512.Create(Unsafe.Add(ref weights, i + 1));
            b0 = Vector512.FusedMultiplyAdd(x0, w, b0);
            b1 = Vector512.FusedMultiplyAdd(x1, w, b1);
            b2 = Vector512.FusedMultiplyAdd(x2, w, b2);
            b3 = Vector512.FusedMultiplyAdd(x3, w, b3);
            w = Vector512.Create(Unsafe.Add(ref weights, i + 2));
            c0 = Vector512.FusedMultiplyAdd(x0, w, c0);
            c1 = Vector512.FusedMultiplyAdd(x1, w, c1);
            c2 = Vector512.FusedMultiplyAdd(x2, w, c2);
            c3 = Vector512.FusedMultiplyAdd(x3, w, c3);
            w = Vector512.Create(Unsafe.Add(ref weights, i + 3));
            d0 = Vector512.FusedMultiplyAdd(x0, w, d0);
            d1 = Vector512.FusedMultiplyAdd(x1, w, d1);
            d2 = Vector512.FusedMultiplyAdd(x2, w, d2);
            d3 = Vector512.FusedMultiplyAdd(x3, w, d3);
        }
        ref var to = ref MemoryMarshal.GetReference(tile);
        a0.StoreUnsafe(ref to, 0);
        a1.StoreUnsafe(ref to, 16);
        a2.StoreUnsafe(ref to, 32);
        a3.StoreUnsafe(ref to, 48);
        b0.StoreUnsafe(ref to, 64);
        b1.StoreUnsafe(ref to, 80);
        b2.StoreUnsafe(ref to, 96);
        b3.StoreUnsafe(ref to, 112);
        c0.StoreUnsafe(ref to, 128);
        c1.StoreUnsafe(ref to, 144);
        c2.StoreUnsafe(ref to, 160);
        c3.StoreUnsafe(ref to, 176);
        d0.StoreUnsafe(ref to, 192);
        d1.StoreUnsafe(ref to, 208);
        d2.StoreUnsafe(ref to, 224);
        d3.StoreUnsafe(ref to, 240);
    }

    /// <summary>The same in quarters of the panel, which vectors half as wide have registers for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ProjectNarrow(ReadOnlySpan<float> panel, ReadOnlySpan<float> directions, Span<float> tile)
    {
        const int Quarter = PanelSize / 4;
        for (var first = 0; first < PanelSize; first += Quarter)
        {
            Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            ref var numbers = ref Unsafe.Add(ref MemoryMarshal.GetReference(panel), first);
            ref var weights = ref MemoryMarshal.GetReference(directions);
            for (var i = 0; i < directions.Length; i += TileSize)
            {
                ref var at = ref Unsafe.Add(ref numbers, i * (PanelSize / TileSize));
                var x0 = Vector256.LoadUnsafe(ref at);
                var x1 = Vector256.LoadUnsafe(ref at, 8);
                var w = Vector256.Create(Unsafe.Add(ref weights, i));
                a0 = Vector256.FusedMultiplyAdd(x0, w, a0);
                a1 = Vector256.FusedMultiplyAdd(x1, w, a1);
                w = Vector256.Create(Unsafe.Add(ref weights, i + 1));
                b0 = Vector256.FusedMultiplyAdd(x0, w, b0);
                b1 = Vector256.FusedMultiplyAdd(x1, w, b1);
                w = Vector256.Create(Unsafe.Add(ref weights, i + 2));
                c0 = Vector256.FusedMultiplyAdd(x0, w, c0);
                c1 = Vector256.FusedMultiplyAdd(x1, w, c1);
                w = Vector256.Create(Unsafe.Add(ref weights, i + 3));
                d0 = Vector256.FusedMultiplyAdd(x0, w, d0);
                d1 = Vector256.FusedMultiplyAdd(x1, w, d1);
            }
            Store(tile[first..], a0, a1);
            Store(tile[(PanelSize + first)..], b0, b1);
            Store(tile[(2 * PanelSize + first)..], c0, c1);
            Store(tile[(3 * PanelSize + first)..], d0, d1);
        }
    }

    private static void Store(Span<float> to, Vector256<float> low, Vector256<float> high)
    {
        low.CopyTo(to);
        high.CopyTo(to[Vector256<float>.Count..]);
    }
}
