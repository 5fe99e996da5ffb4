using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>Descriptors projected onto some directions; the memory is given back at once, which the collector would put off.</summary>
/// <param name="count">Slots for descriptors.</param>
/// <param name="directions">Most directions at once.</param>
internal sealed class Projections(int count, int directions) : IDisposable
{
    private const int Panel = DirectionTiles.PanelSize;

    private readonly Tensor columns = empty([directions, count], ScalarType.Float32).DetachFromDisposeScope();

    /// <summary>[slots] projections onto the k-th direction.</summary>
    public ReadOnlySpan<float> this[int k] => Columns.Slice(k * count, count);

    private Span<float> Columns => MemoryMarshal.Cast<byte, float>(columns.bytes);

    /// <param name="descriptors">As many as announced.</param>
    /// <param name="tiles">As many directions as announced, or fewer.</param>
    /// <param name="stop">Abandons the work.</param>
    public void Fill(PatchDescriptors descriptors, DirectionTiles tiles, CancellationToken stop)
    {
        var (filled, panelLength) = (0, descriptors.Width * Panel);
        for (var i = 0; i < descriptors.Chunks; i++)
        {
            using var scope = NewDisposeScope();
            var chunk = descriptors.Chunk(i);                                   // [panels,width,64]
            var begin = filled;
            Parallel.For(0, (int)chunk.shape[0], Cores.AsTorch(stop), panel => tiles.Project(
                MemoryMarshal.Cast<byte, float>(chunk.bytes).Slice(panel * panelLength, panelLength), Columns[(begin + panel * Panel)..], count));
            filled += (int)chunk.shape[0] * Panel;
        }
    }

    public void Dispose() => columns.Dispose();
}
