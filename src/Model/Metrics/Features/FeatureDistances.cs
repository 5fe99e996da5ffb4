using PgGanLab.Growth.Results;

namespace PgGanLab.Model.Metrics.Features;

/// <summary>FID and KID of the same features, as the lab records them.</summary>
public static class FeatureDistances
{
    /// <summary>Of KID's subsets, in the lab.</summary>
    private const long Seed = 0;

    /// <param name="reals">Features of real images.</param>
    /// <param name="fakes">Features of as many others.</param>
    /// <param name="extractor">SHA-256 of the extractor that gave both.</param>
    /// <param name="stop">Abandons the work.</param>
    public static FeatureDistance Between(FeatureSet reals, FeatureSet fakes, string extractor, CancellationToken stop)
    {
        using var real = FeatureMoments.Of(reals);
        using var fake = FeatureMoments.Of(fakes);
        return new FeatureDistance(
            extractor, FrechetDistance.Of(real, fake), KernelDistance.Of(reals, fakes, Seed, stop));
    }
}
