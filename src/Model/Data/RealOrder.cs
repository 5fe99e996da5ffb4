using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Determinism;

namespace PgGanLab.Model.Data;

/// <summary>Which real image is shown when, as a pure function of (seed, position).</summary>
public sealed class RealOrder
{
    private readonly ImmutableArray<(DataOrder Order, ImmutableArray<int> Images)> classes = [];
    private readonly DataOrder all;

    /// <param name="dataset">Real images.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="sampling">Balanced: the classes take turns, each in an order of its own.</param>
    public RealOrder(ImageDataset dataset, long seed, LabelSampling sampling)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        all = new DataOrder(seed, dataset.Facts.Images);
        if (sampling == LabelSampling.Balanced)
            classes = [.. Enumerable.Range(0, dataset.Facts.Images).GroupBy(dataset.Label).OrderBy(g => g.Key)
                .Select(g =>
                    (new DataOrder(RandomStream.Seed(seed, "order/class", g.Key), g.Count()), g.ToImmutableArray()))];
    }

    /// <summary>Index of the image at a position of the run.</summary>
    public int At(long position)
    {
        if (classes.IsEmpty)
            return all.At(position);
        var (order, images) = classes[(int)(position % classes.Length)];
        return images[order.At(position / classes.Length)];
    }
}
