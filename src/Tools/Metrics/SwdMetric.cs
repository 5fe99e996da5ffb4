using System.Globalization;
using PgGanLab.Model.Metrics;

namespace PgGanLab.Tools.Metrics;

/// <summary>Sliced Wasserstein distance.</summary>
internal sealed class SwdMetric : IMetric
{
    public string Name => "swd";

    public string Unit => "x 10^3, lower is better";

    public int LeastResolution => LaplacianPyramid.LowestLevel;

    public int LeastImages => 1;

    public bool ComparesWithReals => true;

    public IReadOnlyList<KeyValuePair<string, double>> Measure(IImageSequence reals, IImageSequence fakes, long seed, CancellationToken stop)
    {
        var result = new SwdProtocol(seed).Measure(reals, fakes, nimg: 0, stop);
        return
        [
            new("avg", result.Average),
            .. result.Levels.Reverse().Select(level => KeyValuePair.Create(level.Key.ToString(CultureInfo.InvariantCulture), level.Value)),
        ];
    }

    public void Dispose() { }
}
