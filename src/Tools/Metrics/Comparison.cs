using PgGanLab.Growth;
using PgGanLab.Tools.Sources;
using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Metrics;

/// <summary>Measures image sources with one metric at one resolution, over several seeds.</summary>
/// <param name="metric">How.</param>
/// <param name="reals">Real images; null where the metric looks at fakes alone.</param>
/// <param name="resolution">Pixels.</param>
/// <param name="images">Most images of each kind.</param>
/// <param name="seeds">How many times, with other images, latents and directions.</param>
/// <param name="bar">Shows how far it is.</param>
internal sealed class Comparison(
    IMetric metric, PictureSource? reals, int resolution, int images, int seeds, WorkBar bar)
{
    /// <summary>
    /// Numbers of <paramref name="fakes"/>; where both are the same dataset, of one half of it against the other.
    /// </summary>
    /// <exception cref="InvalidInputException">There are too few images.</exception>
    public MetricValues Measure(PictureSource fakes, CancellationToken stop)
    {
        if (reals is null || !metric.ComparesWithReals)
            return Measure(null, fakes, Enough(fakes.Available), first: 0, stop);
        var halved = reals.IsSame(fakes);
        var each = Enough(halved ? reals.Available / 2 : Math.Min(reals.Available, fakes.Available));
        return Measure(reals, fakes, each, first: halved ? each : 0, stop);
    }

    /// <summary>Numbers of real images, against others where the metric compares.</summary>
    public MetricValues Floor(CancellationToken stop) => Measure(reals!, stop);

    private int Enough(int available)
    {
        var each = Math.Min(images, available);
        return each >= metric.LeastImages
            ? each
            : throw new InvalidInputException(
                $"{metric.Name} needs at least {Readable.Plural(metric.LeastImages, "image")} of each kind, "
                + $"but only {each} {(each == 1 ? "is" : "are")} there or asked for.");
    }

    private MetricValues Measure(
        PictureSource? against, PictureSource fakes, int each, int first, CancellationToken stop)
    {
        var runs = bar.Follow($"{metric.Name} of {fakes.Name}", seeds * metric.Work(each, resolution), progress =>
            Runs(against, fakes, each, first, progress, stop));
        var values = new OrderedDictionary<string, MetricValue>();
        for (var i = 0; i < runs[0].Count; i++)
            values.Add(runs[0][i].Key, MetricValue.Of(runs.Select(run => run[i].Value)));
        return new MetricValues(each, values);
    }

    /// <summary>The numbers of each seed.</summary>
    private List<IReadOnlyList<KeyValuePair<string, double>>> Runs(
        PictureSource? against, PictureSource fakes, int each, int first, WorkProgress progress, CancellationToken stop)
    {
        var runs = new List<IReadOnlyList<KeyValuePair<string, double>>>();
        for (var seed = 0; seed < seeds; seed++)
        {
            var fake = fakes.Images(resolution, first, each, seed);
            using var drawnFakes = fake as IDisposable;
            var real = against?.Images(resolution, 0, each, seed) ?? fake;
            using var drawnReals = real as IDisposable;
            runs.Add(metric.Measure(real, fake, seed, progress, stop));
        }
        return runs;
    }
}
