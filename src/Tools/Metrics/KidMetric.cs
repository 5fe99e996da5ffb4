using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Metrics;

/// <summary>Kernel inception distance.</summary>
internal sealed class KidMetric(FeatureExtractor extractor) : IMetric
{
    public string Name => "kid";

    public string Unit => "lower is better; near 0 it may be negative";

    public int LeastResolution => 4;

    public int LeastImages => 2;

    public bool ComparesWithReals => true;

    public double Work(int images, int resolution) => 2.0 * images;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(
        IImageSequence reals, IImageSequence fakes, long seed, WorkProgress progress, CancellationToken stop)
    {
        using var real = FeatureSet.Of(new WatchedImages(reals, progress, "features of real images"), extractor, stop);
        using var fake = FeatureSet.Of(new WatchedImages(fakes, progress, "features of the fakes"), extractor, stop);
        return [new("kid", KernelDistance.Of(real, fake, seed, stop))];
    }

    public void Dispose() => extractor.Dispose();
}
