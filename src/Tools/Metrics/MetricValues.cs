namespace PgGanLab.Tools.Metrics;

/// <summary>All numbers of one measurement.</summary>
/// <param name="Images">Images of each kind.</param>
/// <param name="Values">Name to number, the most important first.</param>
internal sealed record MetricValues(int Images, IReadOnlyDictionary<string, MetricValue> Values);
