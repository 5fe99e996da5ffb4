using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Features;

/// <summary>
/// Improved precision and recall: the share of fakes that lie among the reals, and of reals that lie among the fakes. A
/// feature lies among others when it is no farther from one of them than that one's third nearest neighbour. Source:
/// Kynkäänniemi 2019, section 2.
/// </summary>
/// <param name="Precision">0 to 1; higher means more like real images.</param>
/// <param name="Recall">0 to 1; higher means more of the real images' variety.</param>
public sealed record PrecisionRecall(double Precision, double Recall)
{
    private const int Neighbour = 3;
    private const int RowsAtOnce = 1024;

    /// <param name="reals">Features of real images, more than three.</param>
    /// <param name="fakes">Features of the others, more than three.</param>
    /// <param name="stop">Abandons the work.</param>
    public static PrecisionRecall Of(FeatureSet reals, FeatureSet fakes, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(reals);
        ArgumentNullException.ThrowIfNull(fakes);
        if (Math.Min(reals.Count, fakes.Count) <= Neighbour)
            throw new ArgumentException(
                $"Precision and recall need more than {Neighbour} images of each kind.", nameof(fakes));
        return new PrecisionRecall(ShareAmong(fakes, reals, stop), ShareAmong(reals, fakes, stop));
    }

    /// <summary>Share of <paramref name="set"/> that lies among <paramref name="others"/>.</summary>
    private static double ShareAmong(FeatureSet set, FeatureSet others, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        var radii = Radii(others, stop);                                        // [others]
        var inside = 0L;
        foreach (var rows in Pieces(set, stop))
        {
            using var piece = NewDisposeScope();
            var found = zeros([rows.shape[0]], ScalarType.Bool);
            var first = 0;
            foreach (var neighbours in Pieces(others, stop))
            {
                using var step = NewDisposeScope();
                var n = (int)neighbours.shape[0];
                var near = SquaredDistances(rows, neighbours).le(radii.narrow(0, first, n)).any(1);
                found = found.logical_or(near).MoveToOuterDisposeScope();
                first += n;
            }
            inside += found.sum().item<long>();
        }
        return (double)inside / set.Count;
    }

    /// <summary>[N] squared distance of each feature to its third nearest neighbour.</summary>
    private static Tensor Radii(FeatureSet set, CancellationToken stop)
    {
        var radii = new List<Tensor>();
        foreach (var rows in Pieces(set, stop))
        {
            using var scope = NewDisposeScope();
            Tensor? nearest = null;                                             // [n,4], itself among them
            foreach (var others in Pieces(set, stop))
            {
                using var step = NewDisposeScope();
                var distances = SquaredDistances(rows, others);
                var candidates = nearest is null ? distances : cat([nearest, distances], 1);
                var count = Math.Min(Neighbour + 1, (int)candidates.shape[1]);
                nearest = candidates.topk(count, dim: 1, largest: false).values.MoveToOuterDisposeScope();
            }
            radii.Add(nearest!.amax([1]).MoveToOuterDisposeScope());
        }
        return cat(radii);
    }

    private static IEnumerable<Tensor> Pieces(FeatureSet set, CancellationToken stop)
    {
        for (var first = 0; first < set.Count; first += RowsAtOnce)
        {
            stop.ThrowIfCancellationRequested();
            using var rows = set.Rows(first, Math.Min(RowsAtOnce, set.Count - first));
            yield return rows;
        }
    }

    /// <summary>[n,D] and [m,D] to [n,m].</summary>
    private static Tensor SquaredDistances(Tensor a, Tensor b) =>
        (a.Squared().sum([1], keepdim: true).Plus(b.Squared().sum([1])) - a.matmul(b.t()).Times(2)).AtLeast(0);
}
