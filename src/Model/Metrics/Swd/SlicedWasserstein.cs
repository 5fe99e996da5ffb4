using PgGanLab.Model.Networks;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// Sliced Wasserstein distance between two equally large sets of descriptors: along each direction, the mean distance between the
/// sorted projections. Sources: Rabin 2011; official metrics/sliced_wasserstein.py, <c>sliced_wasserstein</c>.
/// </summary>
public static class SlicedWasserstein
{
    private const int MostDirectionsAtOnce = 128;
    private const long ProjectionBytes = 256L << 20;

    /// <param name="a">Descriptors.</param>
    /// <param name="b">As many descriptors.</param>
    /// <param name="directions">[C*49,K] of length 1 each; descriptors with one channel may stand for C equal ones.</param>
    /// <param name="stop">Abandons the work.</param>
    /// <returns>Mean over the K directions (not yet x 10^3).</returns>
    public static double Distance(PatchDescriptors a, PatchDescriptors b, Tensor directions, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count)
            throw new ArgumentException($"The sets have {a.Count} and {b.Count} descriptors; they must have equally many.", nameof(b));
        if (a.Width != b.Width)
            throw new ArgumentException($"The sets' descriptors have {a.Width} and {b.Width} numbers; they must have equally many channels.", nameof(b));
        using var scope = NewDisposeScope();
        var rows = directions.reshape(-1, a.Width, directions.shape[1]).sum([0]).t().contiguous();       // [K,width]
        var fit = ProjectionBytes / (sizeof(float) * ((long)a.Slots + b.Slots));
        var atOnce = (int)Math.Clamp(fit / DirectionTiles.TileSize * DirectionTiles.TileSize, DirectionTiles.TileSize, MostDirectionsAtOnce);
        using var projectedA = new Projections(a.Slots, atOnce);
        using var projectedB = new Projections(b.Slots, atOnce);
        var (timesA, timesB) = (Times(a), Times(b));
        using var movers = new ThreadLocal<EarthMover>(() => new EarthMover((int)a.Count));
        var distances = new double[rows.shape[0]];
        for (var first = 0L; first < rows.shape[0]; first += atOnce)
        {
            var tiles = new DirectionTiles(rows.narrow(0, first, Math.Min(atOnce, rows.shape[0] - first)).ToHost(), a.Width);
            projectedA.Fill(a, tiles, stop);
            projectedB.Fill(b, tiles, stop);
            var begin = (int)first;
            Parallel.For(0, tiles.Count, Cores.AsTorch(stop), k =>
            {
                var next = Math.Min(k + 1, tiles.Count - 1);
                distances[begin + k] = movers.Value!.Distance(projectedA[k], timesA, projectedB[k], timesB, projectedA[next], projectedB[next]);
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
