using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Metrics;

/// <summary>Descriptors projected onto some directions.</summary>
/// <param name="count">Slots for descriptors.</param>
/// <param name="directions">Most directions at once.</param>
internal sealed class Projections(int count, int directions) : IDisposable
{
    private const int Panel = DirectionTiles.PanelSize;

    private readonly LargeBuffer columns = new(DirectionTiles.RoomFor(directions) * count);

    /// <summary>[slots] projections onto the k-th direction.</summary>
    public ReadOnlySpan<float> this[int k] => columns.Numbers.Slice(k * count, count);

    /// <param name="descriptors">As many as announced.</param>
    /// <param name="tiles">As many directions as announced, or fewer.</param>
    /// <param name="stop">Abandons the work.</param>
    public void Fill(PatchDescriptors descriptors, DirectionTiles tiles, CancellationToken stop)
    {
        var filled = 0;
        for (var i = 0; i < descriptors.Chunks; i++)
        {
            var (begin, panels) = (filled, descriptors.Times(i).Length / Panel);
            descriptors.Use(i, chunk => Parallel.For(0, panels, Cores.AsTorch(stop), panel =>
                tiles.Project(chunk.Numbers.Slice(panel * descriptors.Width * Panel, descriptors.Width * Panel), columns.Numbers[(begin + panel * Panel)..], count)));
            filled += panels * Panel;
        }
    }

    public void Dispose() => columns.Dispose();
}
