using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Swd;
using PgGanLab.Tools.Watching;

namespace PgGanLab.Tools.Metrics;

/// <summary>Sliced Wasserstein distance.</summary>
internal sealed class SwdMetric : IMetric
{
    /// <summary>What projecting and sorting an image's patches takes, beside cutting them.</summary>
    private const double DistanceWork = 6;

    public string Name => "swd";

    public string Unit => "x 10^3, lower is better";

    public int LeastResolution => LaplacianPyramid.LowestLevel;

    public int LeastImages => 1;

    public bool ComparesWithReals => true;

    public double Work(int images, int resolution) =>
        LaplacianPyramid.Levels(resolution).Count() * (2 + DistanceWork) * images;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(
        IImageSequence reals, IImageSequence fakes, long seed, WorkProgress progress, CancellationToken stop)
    {
        var protocol = new SwdProtocol(seed);
        var levels = LaplacianPyramid.Levels(reals.Size).ToImmutableSortedDictionary(level => level, level =>
        {
            using var real = protocol.Reals(
                new WatchedImages(reals, progress, $"{level} px: real images"), level, stop);
            using var fake = protocol.Fakes(new WatchedImages(fakes, progress, $"{level} px: fakes"), level, stop);
            progress.Advance(0, $"{level} px: distances");
            var distance = protocol.Distance(real, fake, level, stop);
            progress.Advance(DistanceWork * reals.Count, $"{level} px: distances");
            return distance;
        });
        var result = SwdProtocol.Result(levels, reals.Count, nimg: 0);
        return
        [
            new("avg", result.Average),
            .. result.Levels.Reverse()
                .Select(level => KeyValuePair.Create(level.Key.ToString(CultureInfo.InvariantCulture), level.Value)),
        ];
    }

    public void Dispose() { }
}
