using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OpenTelemetry.Metrics;

namespace PgGanLab.Silo.Metrics;

/// <summary>The text form of one metric. Source: prometheus.io, "Exposition formats", version 0.0.4.</summary>
internal static partial class PrometheusText
{
    public static void Append(StringBuilder text, Metric metric)
    {
        var name = Name(metric);
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {metric.Description.Replace("\n", " ", StringComparison.Ordinal)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {Kind(metric)}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
                AppendHistogram(text, name, point);
            else
                AppendLine(text, name, Labels(point), Value(metric.MetricType, point));
        }
    }

    private static void AppendHistogram(StringBuilder text, string name, in MetricPoint point)
    {
        var labels = Labels(point);
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            var limit = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : bucket.ExplicitBound.ToString("R", CultureInfo.InvariantCulture);
            AppendLine(text, name + "_bucket", [.. labels, $"le=\"{limit}\""], below);
        }
        AppendLine(text, name + "_sum", labels, point.GetHistogramSum());
        AppendLine(text, name + "_count", labels, point.GetHistogramCount());
    }

    private static void AppendLine(StringBuilder text, string name, List<string> labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Count == 0 ? "" : $"{{{string.Join(',', labels)}}}")} {value:R}\n");

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => throw new NotSupportedException($"Metrics of type {type} have no text form here."),
    };

    private static List<string> Labels(in MetricPoint point)
    {
        var labels = new List<string>();
        foreach (var (key, value) in point.Tags)
            labels.Add($"{NotInName().Replace(key, "_")}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        return labels;
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Name(Metric metric)
    {
        var name = NotInName().Replace(metric.Name, "_");
        var unit = metric.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return name + unit + (Kind(metric) == "counter" ? "_total" : "");
    }

    private static string Kind(Metric metric) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };

    [GeneratedRegex("[^a-zA-Z0-9_]")]
    private static partial Regex NotInName();
}
