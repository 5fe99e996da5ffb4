using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;

namespace PgGanLab.Tools.Metrics;

/// <summary>Improved precision and recall.</summary>
internal sealed class PrecisionRecallMetric(FeatureExtractor extractor) : IMetric
{
    public string Name => "pr";

    public string Unit => "0 to 1, higher is better";

    public int LeastResolution => 4;

    public int LeastImages => 4;

    public bool ComparesWithReals => true;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(IImageSequence reals, IImageSequence fakes, long seed, CancellationToken stop)
    {
        using var real = FeatureSet.Of(reals, extractor, stop);
        using var fake = FeatureSet.Of(fakes, extractor, stop);
        var (precision, recall) = PrecisionRecall.Of(real, fake, stop);
        return [new("precision", precision), new("recall", recall)];
    }

    public void Dispose() => extractor.Dispose();
}
