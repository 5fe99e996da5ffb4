using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Metrics;

/// <summary>Fréchet inception distance.</summary>
internal sealed class FidMetric(FeatureExtractor extractor) : IMetric
{
    public string Name => "fid";

    public string Unit => "lower is better";

    public int LeastResolution => 4;

    public int LeastImages => 2;

    public bool ComparesWithReals => true;

    public double Work(int images, int resolution) => 2.0 * images;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(
        IImageSequence reals, IImageSequence fakes, long seed, WorkProgress progress, CancellationToken stop)
    {
        using var real = FeatureMoments.Of(
            new WatchedImages(reals, progress, "features of real images"), extractor, stop);
        using var fake = FeatureMoments.Of(
            new WatchedImages(fakes, progress, "features of the fakes"), extractor, stop);
        return [new("fid", FrechetDistance.Of(real, fake))];
    }

    public void Dispose() => extractor.Dispose();
}
