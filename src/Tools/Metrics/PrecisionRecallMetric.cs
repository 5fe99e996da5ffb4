using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Metrics;

/// <summary>Improved precision and recall.</summary>
internal sealed class PrecisionRecallMetric(FeatureExtractor extractor) : IMetric
{
    public string Name => "pr";

    public string Unit => "0 to 1, higher is better";

    public int LeastResolution => 4;

    public int LeastImages => 4;

    public bool ComparesWithReals => true;

    public double Work(int images, int resolution) => 2.0 * images;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(
        IImageSequence reals, IImageSequence fakes, long seed, WorkProgress progress, CancellationToken stop)
    {
        using var real = FeatureSet.Of(new WatchedImages(reals, progress, "features of real images"), extractor, stop);
        using var fake = FeatureSet.Of(new WatchedImages(fakes, progress, "features of the fakes"), extractor, stop);
        var (precision, recall) = PrecisionRecall.Of(real, fake, stop);
        return [new("precision", precision), new("recall", recall)];
    }

    public void Dispose() => extractor.Dispose();
}
