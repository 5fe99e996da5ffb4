using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;

namespace PgGanLab.Tools.Metrics;

/// <summary>Kernel inception distance.</summary>
internal sealed class KidMetric(FeatureExtractor extractor) : IMetric
{
    public string Name => "kid";

    public string Unit => "lower is better; near 0 it may be negative";

    public int LeastResolution => 4;

    public int LeastImages => 2;

    public bool ComparesWithReals => true;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(IImageSequence reals, IImageSequence fakes, long seed, CancellationToken stop)
    {
        using var real = FeatureSet.Of(reals, extractor, stop);
        using var fake = FeatureSet.Of(fakes, extractor, stop);
        return [new("kid", KernelDistance.Of(real, fake, seed, stop))];
    }

    public void Dispose() => extractor.Dispose();
}
