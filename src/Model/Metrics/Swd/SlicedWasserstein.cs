using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Storage;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Sliced Wasserstein distance between two equally large sets of descriptors: along each direction, the mean distance
/// between the sorted projections. Sources: Rabin 2011; official metrics/sliced_wasserstein.py,
/// <c>sliced_wasserstein</c>.
/// </summary>
public static class SlicedWasserstein
{
    private const int MostDirectionsAtOnce = 128;
    private const long ProjectionBytes = 256L << 20;

    /// <param name="a">Descriptors.</param>
    /// <param name="b">As many descriptors.</param>
    /// <param name="directions">
    /// [C*49,K] of length 1 each; descriptors with one channel may stand for C equal ones.
    /// </param>
    /// <param name="stop">Abandons the work.</param>
    /// <returns>Mean over the K directions (not yet x 10^3).</returns>
    public static double Distance(PatchDescriptors a, PatchDescriptors b, Tensor directions, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count)
            throw new ArgumentException(
                $"The sets have {a.Count} and {b.Count} descriptors; they must have equally many.", nameof(b));
        if (a.Width != b.Width)
            throw new ArgumentException(
                $"The sets' descriptors have {a.Width} and {b.Width} numbers; they must have equally many channels.",
                nameof(b));
        using var scope = NewDisposeScope();
        var rows = directions.reshape(-1, a.Width, directions.shape[1]).sum([0]).t().contiguous();       // [K,width]
        var fit = ProjectionBytes / (sizeof(float) * ((long)a.Slots + b.Slots));
        var tiled = fit / PatchProjector.TileSize * PatchProjector.TileSize;
        var atOnce = (int)Math.Clamp(tiled, PatchProjector.TileSize, MostDirectionsAtOnce);
        using var projectedA = new PatchProjections(a.Slots, atOnce);
        using var projectedB = new PatchProjections(b.Slots, atOnce);
        var timesA = Times(a);
        var timesB = Times(b);
        using var lines = new ThreadLocal<Wasserstein1D>(() => new Wasserstein1D((int)a.Count));
        var distances = new double[rows.shape[0]];
        for (var first = 0L; first < rows.shape[0]; first += atOnce)
        {
            var some = rows.narrow(0, first, Math.Min(atOnce, rows.shape[0] - first)).ToHost();
            var projector = new PatchProjector(some, a.Width);
            projectedA.Fill(a, projector, stop);
            projectedB.Fill(b, projector, stop);
            var begin = (int)first;
            Parallel.For(0, projector.Count, TorchThreads.Loop(stop), k =>
            {
                var next = Math.Min(k + 1, projector.Count - 1);
                distances[begin + k] = lines.Value!.Distance(
                    projectedA[k], timesA, projectedB[k], timesB, projectedA[next], projectedB[next]);
            });
        }
        return distances.Sum() / distances.Length;
    }

    private static byte[] Times(PatchDescriptors descriptors)
    {
        var times = new byte[descriptors.Slots];
        for (var (i, filled) = (0, 0); i < descriptors.Chunks; filled += descriptors.Times(i).Length, i++)
            descriptors.Times(i).CopyTo(times.AsSpan(filled));
        return times;
    }
}

/// <summary>Descriptors projected onto some directions.</summary>
/// <param name="count">Slots for descriptors.</param>
/// <param name="directions">Most directions at once.</param>
internal sealed class PatchProjections(int count, int directions) : IDisposable
{
    private const int Panel = PatchProjector.PanelSize;

    private readonly LargeBuffer columns = new(PatchProjector.RoomFor(directions) * count);

    /// <summary>[slots] projections onto the k-th direction.</summary>
    public ReadOnlySpan<float> this[int k] => columns.Numbers.Slice(k * count, count);

    /// <param name="descriptors">As many as announced.</param>
    /// <param name="projector">Of as many directions as announced, or fewer.</param>
    /// <param name="stop">Abandons the work.</param>
    public void Fill(PatchDescriptors descriptors, PatchProjector projector, CancellationToken stop)
    {
        var filled = 0;
        for (var i = 0; i < descriptors.Chunks; i++)
        {
            var begin = filled;
            var panels = descriptors.Times(i).Length / Panel;
            var length = descriptors.Width * Panel;
            descriptors.Use(i, chunk => Parallel.For(0, panels, TorchThreads.Loop(stop), panel => projector.Project(
                chunk.Numbers.Slice(panel * length, length), columns.Numbers[(begin + panel * Panel)..], count)));
            filled += panels * Panel;
        }
    }

    public void Dispose() => columns.Dispose();
}
