using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Metrics;

/// <summary>Inception score of the fakes.</summary>
internal sealed class InceptionScoreMetric(FeatureExtractor extractor) : IMetric
{
    public string Name => "is";

    public string Unit => "1 to the number of classes, higher is better";

    public int LeastResolution => 4;

    public int LeastImages => InceptionScore.Splits;

    public bool ComparesWithReals => false;

    public double Work(int images, int resolution) => images;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(
        IImageSequence reals, IImageSequence fakes, long seed, WorkProgress progress, CancellationToken stop)
    {
        var scores = InceptionScore.Of(new WatchedImages(fakes, progress, "classes of the fakes"), extractor, stop);
        var mean = scores.Average();
        return [new("is", mean), new("deviation", Math.Sqrt(scores.Average(s => (s - mean) * (s - mean))))];
    }

    public void Dispose() => extractor.Dispose();
}
