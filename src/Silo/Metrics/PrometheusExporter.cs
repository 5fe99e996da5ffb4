using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PgGanLab.Silo.Metrics;

/// <summary>Gives the metrics of now as Prometheus text, whenever it is asked.</summary>
[ExportModes(ExportModes.Pull)]
public sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private const int CollectWithinMilliseconds = 5000;

    private readonly Lock gate = new();
    private string text = "";

    /// <summary>Set by the metric reader: makes it collect and export now.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>All metrics in the text format, version 0.0.4.</summary>
    /// <exception cref="TimeoutException">They could not be collected in time.</exception>
    public string Scrape()
    {
        lock (gate)
        {
            if (Collect?.Invoke(CollectWithinMilliseconds) != true)
                throw new TimeoutException("Metrics could not be collected.");
            return text;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var lines = new StringBuilder();
        foreach (var metric in batch)
            PrometheusText.Append(lines, metric);
        text = lines.ToString();
        return ExportResult.Success;
    }
}
