using PgGanLab.Growth.Results;

namespace PgGanLab.Tools.Metrics;

/// <summary>One number of a metric over the seeds.</summary>
/// <param name="Mean">Mean over the seeds.</param>
/// <param name="StandardError">Of the mean; null for one seed.</param>
/// <param name="Seeds">Value of each seed.</param>
internal sealed record MetricValue(double Mean, double? StandardError, IReadOnlyList<double> Seeds)
{
    public static MetricValue Of(IEnumerable<double> values)
    {
        var seeded = new SeededValues([.. values]);
        return new MetricValue(seeded.Mean, seeded.StandardError, seeded.Values);
    }
}
