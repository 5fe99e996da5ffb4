using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;

namespace PgGanLab.Tools.Metrics;

/// <summary>Fréchet inception distance.</summary>
internal sealed class FidMetric(FeatureExtractor extractor) : IMetric
{
    public string Name => "fid";

    public string Unit => "lower is better";

    public int LeastResolution => 4;

    public int LeastImages => 2;

    public bool ComparesWithReals => true;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(IImageSequence reals, IImageSequence fakes, long seed, CancellationToken stop)
    {
        using var real = FeatureMoments.Of(reals, extractor, stop);
        using var fake = FeatureMoments.Of(fakes, extractor, stop);
        return [new("fid", FrechetDistance.Of(real, fake))];
    }

    public void Dispose() => extractor.Dispose();
}
