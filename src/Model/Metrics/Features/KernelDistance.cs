using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Features;

/// <summary>
/// Kernel inception distance: the unbiased squared maximum mean discrepancy of the features under the kernel (x·y / D +
/// 1)³, averaged over random subsets; lower is better, and near 0 it may be negative. Source: Binkowski 2018, section
/// 4.
/// </summary>
public static class KernelDistance
{
    private const int Subsets = 100;
    private const int LargestSubset = 1000;

    /// <param name="a">Features.</param>
    /// <param name="b">Features of the same extractor.</param>
    /// <param name="seed">Of the subsets.</param>
    /// <param name="stop">Abandons the work.</param>
    public static double Of(FeatureSet a, FeatureSet b, long seed, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var size = Math.Min(LargestSubset, Math.Min(a.Count, b.Count));
        // Where both sets are taken whole, all subsets are the same.
        var subsets = a.Count == size && b.Count == size ? 1 : Subsets;
        var sum = 0.0;
        for (var subset = 0; subset < subsets; subset++)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            sum += Discrepancy(
                a.Rows(Places(a.Count, size, seed, "a", subset)), b.Rows(Places(b.Count, size, seed, "b", subset)));
        }
        return sum / subsets;
    }

    private static double Discrepancy(Tensor x, Tensor y)
    {
        var m = (double)x.shape[0];
        return (OffDiagonal(x) + OffDiagonal(y)) / (m * (m - 1)) - 2 * Kernel(x, y).sum().item<double>() / (m * m);
    }

    private static double OffDiagonal(Tensor x) =>
        (Kernel(x, x).sum() - (x * x).sum([1]).DividedBy(x.shape[1]).Plus(1).ToThePower(3).sum()).item<double>();

    private static Tensor Kernel(Tensor x, Tensor y) => x.matmul(y.t()).DividedBy(x.shape[1]).Plus(1).ToThePower(3);

    /// <summary>Different places, as many as asked for.</summary>
    private static int[] Places(int count, int size, long seed, string set, int subset)
    {
        var order = new DataOrder(RandomStream.Seed(seed, $"kid/{set}", subset), count);
        return [.. Enumerable.Range(0, size).Select(i => order.At(i))];
    }
}
