using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Projects panels of 64 descriptors onto directions, which it holds in tiles of four. Every projection is one chain of
/// fused multiplications and additions in the order of the descriptor's numbers, so it has the same bits whatever the
/// width of the CPU's vectors.
/// </summary>
/// <remarks>
/// A library's matrix product would write its result through a buffer, and would round as its kernel for this CPU does.
/// </remarks>
internal sealed class PatchProjector
{
    /// <summary>Descriptors of a panel.</summary>
    public const int PanelSize = 64;

    /// <summary>Directions of a tile.</summary>
    public const int TileSize = 4;

    private const int Alignment = 64;  // bytes of a line of the caches and of the widest vectors

    private readonly int width;
    private readonly int columns;
    private readonly float[] values;  // [tiles,width,4]; the last tile is filled up with zeros

    /// <param name="rows">[K,width].</param>
    /// <param name="width">Numbers of a descriptor.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PatchProjector(ReadOnlySpan<float> rows, int width)
    {
        this.width = width;
        Count = rows.Length / width;
        columns = RoomFor(Count);
        values = new float[columns * width];
        for (var k = 0; k < Count; k++)
            for (var i = 0; i < width; i++)
                values[((k / TileSize * width) + i) * TileSize + k % TileSize] = rows[k * width + i];
    }

    /// <summary>Directions.</summary>
    public int Count { get; }

    /// <summary>Columns that are written for some directions: a whole number of tiles.</summary>
    public static int RoomFor(int directions) => (directions + TileSize - 1) / TileSize * TileSize;

    /// <summary>Projects one panel onto all directions.</summary>
    /// <param name="panel">[width,64].</param>
    /// <param name="projections">
    /// The k-th direction's 64 projections are written from k * <paramref name="stride"/> on. They go past the caches,
    /// which all projections of a set don't fit into. Aligned to 64 bytes.
    /// </param>
    /// <param name="stride">Numbers from one direction's to the next one's, a multiple of 16.</param>
    /// <exception cref="ArgumentException">
    /// The panel has another size, or the columns are not aligned, overlap or are too short.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Project(ReadOnlySpan<float> panel, Span<float> projections, int stride)
    {
        if (panel.Length != width * PanelSize)
            throw new ArgumentException(
                $"A panel of {PanelSize} descriptors of {width} numbers does not have {panel.Length}.", nameof(panel));
        if (stride < PanelSize || projections.Length < (long)(columns - 1) * stride + PanelSize)
            throw new ArgumentException(
                $"{columns} columns with {stride} numbers between them don't fit {projections.Length} numbers.",
                nameof(projections));
        fixed (float* numbers = panel, weights = values, to = projections)
        {
            if (((nint)to | (stride * sizeof(float))) % Alignment != 0)
                throw new ArgumentException(
                    $"The columns must be aligned to {Alignment} bytes, with a multiple of that between them.",
                    nameof(projections));
            for (var first = 0; first < columns; first += TileSize)
            {
                if (Vector512.IsHardwareAccelerated)
                    ProjectWide(numbers, weights + first * width, width, to + first * stride, stride);
                else
                    ProjectNarrow(numbers, weights + first * width, width, to + first * stride, stride);
            }
        }
        Interlocked.MemoryBarrier();  // whoever reads what went past the caches reads it after this
    }

    /// <summary>16 sums of 16 descriptors each: 4 directions by the whole panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void ProjectWide(float* panel, float* directions, int width, float* columns, int stride)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default;
        Vector512<float> d0 = default, d1 = default, d2 = default, d3 = default;
        for (var i = 0; i < width; i++)
        {
            var x0 = Vector512.Load(panel + i * PanelSize);
            var x1 = Vector512.Load(panel + i * PanelSize + 16);
            var x2 = Vector512.Load(panel + i * PanelSize + 32);
            var x3 = Vector512.Load(panel + i * PanelSize + 48);
            var w = Vector512.Create(directions[i * TileSize]);
            a0 = Vector512.FusedMultiplyAdd(x0, w, a0);
            a1 = Vector512.FusedMultiplyAdd(x1, w, a1);
            a2 = Vector512.FusedMultiplyAdd(x2, w, a2);
            a3 = Vector512.FusedMultiplyAdd(x3, w, a3);
            w = Vector512.Create(directions[i * TileSize + 1]);
            b0 = Vector512.FusedMultiplyAdd(x0, w, b0);
            b1 = Vector512.FusedMultiplyAdd(x1, w, b1);
            b2 = Vector512.FusedMultiplyAdd(x2, w, b2);
            b3 = Vector512.FusedMultiplyAdd(x3, w, b3);
            w = Vector512.Create(directions[i * TileSize + 2]);
            c0 = Vector512.FusedMultiplyAdd(x0, w, c0);
            c1 = Vector512.FusedMultiplyAdd(x1, w, c1);
            c2 = Vector512.FusedMultiplyAdd(x2, w, c2);
            c3 = Vector512.FusedMultiplyAdd(x3, w, c3);
            w = Vector512.Create(directions[i * TileSize + 3]);
            d0 = Vector512.FusedMultiplyAdd(x0, w, d0);
            d1 = Vector512.FusedMultiplyAdd(x1, w, d1);
            d2 = Vector512.FusedMultiplyAdd(x2, w, d2);
            d3 = Vector512.FusedMultiplyAdd(x3, w, d3);
        }
        a0.StoreAlignedNonTemporal(columns);
        a1.StoreAlignedNonTemporal(columns + 16);
        a2.StoreAlignedNonTemporal(columns + 32);
        a3.StoreAlignedNonTemporal(columns + 48);
        b0.StoreAlignedNonTemporal(columns + stride);
        b1.StoreAlignedNonTemporal(columns + stride + 16);
        b2.StoreAlignedNonTemporal(columns + stride + 32);
        b3.StoreAlignedNonTemporal(columns + stride + 48);
        c0.StoreAlignedNonTemporal(columns + 2 * stride);
        c1.StoreAlignedNonTemporal(columns + 2 * stride + 16);
        c2.StoreAlignedNonTemporal(columns + 2 * stride + 32);
        c3.StoreAlignedNonTemporal(columns + 2 * stride + 48);
        d0.StoreAlignedNonTemporal(columns + 3 * stride);
        d1.StoreAlignedNonTemporal(columns + 3 * stride + 16);
        d2.StoreAlignedNonTemporal(columns + 3 * stride + 32);
        d3.StoreAlignedNonTemporal(columns + 3 * stride + 48);
    }

    /// <summary>The same in quarters of the panel, which vectors half as wide have registers for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe void ProjectNarrow(float* panel, float* directions, int width, float* columns, int stride)
    {
        const int Quarter = PanelSize / 4;
        for (var first = 0; first < PanelSize; first += Quarter)
        {
            Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
            Vector256<float> c0 = default, c1 = default, d0 = default, d1 = default;
            for (var i = 0; i < width; i++)
            {
                var x0 = Vector256.Load(panel + i * PanelSize + first);
                var x1 = Vector256.Load(panel + i * PanelSize + first + 8);
                var w = Vector256.Create(directions[i * TileSize]);
                a0 = Vector256.FusedMultiplyAdd(x0, w, a0);
                a1 = Vector256.FusedMultiplyAdd(x1, w, a1);
                w = Vector256.Create(directions[i * TileSize + 1]);
                b0 = Vector256.FusedMultiplyAdd(x0, w, b0);
                b1 = Vector256.FusedMultiplyAdd(x1, w, b1);
                w = Vector256.Create(directions[i * TileSize + 2]);
                c0 = Vector256.FusedMultiplyAdd(x0, w, c0);
                c1 = Vector256.FusedMultiplyAdd(x1, w, c1);
                w = Vector256.Create(directions[i * TileSize + 3]);
                d0 = Vector256.FusedMultiplyAdd(x0, w, d0);
                d1 = Vector256.FusedMultiplyAdd(x1, w, d1);
            }
            var to = columns + first;
            a0.StoreAlignedNonTemporal(to);
            a1.StoreAlignedNonTemporal(to + 8);
            b0.StoreAlignedNonTemporal(to + stride);
            b1.StoreAlignedNonTemporal(to + stride + 8);
            c0.StoreAlignedNonTemporal(to + 2 * stride);
            c1.StoreAlignedNonTemporal(to + 2 * stride + 8);
            d0.StoreAlignedNonTemporal(to + 3 * stride);
            d1.StoreAlignedNonTemporal(to + 3 * stride + 8);
        }
    }
}
