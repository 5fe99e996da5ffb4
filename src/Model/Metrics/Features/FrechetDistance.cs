using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Features;

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
