using PgGanLab.Growth.Results;

namespace PgGanLab.Tools.Metrics;

/// <summary>What <c>lab metric</c> prints.</summary>
/// <param name="Metric">Such as <c>swd</c>.</param>
/// <param name="Unit">What its numbers are, and which are better.</param>
/// <param name="Real">Dataset or generator; null where none was given.</param>
/// <param name="Fake">Dataset or generator.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Seeds">How many.</param>
/// <param name="Images">Images of each kind.</param>
/// <param name="Values">The fakes' numbers.</param>
/// <param name="Floor">Those of real images; null unless asked for.</param>
/// <param name="Untrained">Those of the generator before its first step; null unless asked for.</param>
internal sealed record MetricReport(
    string Metric, string Unit, string? Real, string Fake, int Resolution, int Seeds, int Images,
    IReadOnlyDictionary<string, MetricValue> Values, MetricValues? Floor, MetricValues? Untrained);

/// <summary>All numbers of one measurement.</summary>
/// <param name="Images">Images of each kind.</param>
/// <param name="Values">Name to number, the most important first.</param>
internal sealed record MetricValues(int Images, IReadOnlyDictionary<string, MetricValue> Values);

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
