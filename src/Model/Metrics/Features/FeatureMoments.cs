using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Features;

/// <summary>Mean and covariance of features, gathered some images at a time: memory depends on D alone.</summary>
public sealed class FeatureMoments : IDisposable
{
    private readonly Tensor sum;
    private readonly Tensor products;
    private long count;

    private FeatureMoments(long size)
    {
        sum = zeros([size], ScalarType.Float64).DetachFromDisposeScope();
        products = zeros([size, size], ScalarType.Float64).DetachFromDisposeScope();
    }

    /// <summary>Moments of all images of a sequence.</summary>
    /// <param name="images">At least two.</param>
    /// <param name="extractor">Gives the features.</param>
    /// <param name="stop">Abandons the work.</param>
    public static FeatureMoments Of(IImageSequence images, FeatureExtractor extractor, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        FeatureMoments? moments = null;
        try
        {
            foreach (var piece in images.Tensors(FeatureSet.ImagesAtOnce, CPU, stop))
            {
                using var scope = NewDisposeScope();
                var features = extractor.Features(piece);                       // [n,D]
                moments ??= new FeatureMoments(features.shape[1]);
                moments.Add(features);
            }
            return moments ?? throw new ArgumentException("There are no images.", nameof(images));
        }
        catch
        {
            moments?.Dispose();
            throw;
        }
    }

    /// <summary>Moments of features that are kept.</summary>
    /// <param name="features">Of at least two images.</param>
    public static FeatureMoments Of(FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var moments = new FeatureMoments(features.Size);
        for (var first = 0; first < features.Count; first += FeatureSet.ImagesAtOnce)
        {
            using var scope = NewDisposeScope();
            moments.Add(features.Rows(first, Math.Min(FeatureSet.ImagesAtOnce, features.Count - first)));
        }
        return moments;
    }

    /// <summary>[D] float64; belongs to the current dispose scope.</summary>
    public Tensor Mean() => sum.DividedBy(count);

    /// <summary>[D,D] float64, unbiased; belongs to the current dispose scope.</summary>
    public Tensor Covariance()
    {
        using var mean = Mean();
        return (products - mean.outer(mean).Times(count)).DividedBy(count - 1);
    }

    public void Dispose()
    {
        sum.Dispose();
        products.Dispose();
    }

    private void Add(Tensor features)
    {
        sum.AddInPlace(features.sum([0]));
        products.AddInPlace(features.t().matmul(features));
        count += features.shape[0];
    }
}

/// <summary>
/// Fréchet inception distance: |m1 - m2|² + tr(S1 + S2 - 2 (S1 S2)^½) of the features' means and covariances; lower is
/// better. Source: Heusel 2017, section 3.
/// </summary>
public static class FrechetDistance
{
    /// <summary>The distance between two sets of features with these moments.</summary>
    public static double Of(FeatureMoments a, FeatureMoments b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var (s1, s2) = (a.Covariance(), b.Covariance());
        var root = Root(s1);
        // S1 S2 has the eigenvalues of the symmetric S1^½ S2 S1^½.
        var cross = linalg.eigvalsh(root.matmul(s2).matmul(root)).AtLeast(0).sqrt().sum();
        return ((a.Mean() - b.Mean()).Squared().sum().Plus(Trace(s1)).Plus(Trace(s2)) - cross.Times(2)).item<double>();
    }

    /// <summary>The symmetric square root of a covariance.</summary>
    private static Tensor Root(Tensor covariance)
    {
        var (values, vectors) = linalg.eigh(covariance);
        return (vectors * values.AtLeast(0).sqrt()).matmul(vectors.t());
    }

    private static Tensor Trace(Tensor matrix) => linalg.eigvalsh(matrix).sum();
}
