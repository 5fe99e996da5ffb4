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
