using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Tools.Metrics;
using PgGanLab.Tools.Watching;
using TorchSharp;

namespace PgGanLab.Tools.Tests.Watching;

/// <summary>A bar that reaches its end when the work ends, neither before nor after.</summary>
public sealed class MetricWorkTests
{
    private const int Images = 24;

    public static TheoryData<string> Metrics => ["swd", "msssim", "fid", "kid", "is", "pr"];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void a_metric_reports_as_much_work_as_it_announces(string name)
    {
        using var scope = torch.NewDisposeScope();
        torch.set_num_threads(1);
        using var metric = Metric(name);
        var (done, most) = (0.0, metric.Work(Images, resolution: 32));
        var progress = new WorkProgress(double.MaxValue, (units, _) => done = units);

        metric.Measure(Noise(1), Noise(2), seed: 0, progress, TestContext.Current.CancellationToken);

        Assert.Equal(most, done);
    }

    private static IMetric Metric(string name)
    {
        FeatureExtractor Extractor() => FeatureExtractor.Load(
            Path.Combine(AppContext.BaseDirectory, "extractor.pt"), torch.CPU, asksForFeatures: false);
        return name switch
        {
            "swd" => new SwdMetric(),
            "msssim" => new MsSsimMetric(torch.CPU),
            "fid" => new FidMetric(Extractor()),
            "kid" => new KidMetric(Extractor()),
            "is" => new InceptionScoreMetric(Extractor()),
            _ => new PrecisionRecallMetric(Extractor()),
        };
    }

    private static ImageSet Noise(int seed)
    {
        var random = new Random(seed);
        return new ImageSet(3, 32, [.. Enumerable.Range(0, Images).Select(_ =>
        {
            var pixels = new byte[3 * 32 * 32];
            random.NextBytes(pixels);
            return (ReadOnlyMemory<byte>)pixels;
        })]);
    }
}
