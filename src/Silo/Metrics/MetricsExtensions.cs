using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PgGanLab.Silo.Metrics;

/// <summary>Collects this process's metrics for <c>/metrics</c>.</summary>
public static class MetricsExtensions
{
    private static readonly double[] StepBuckets = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
    private static readonly double[] SnapshotBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

    /// <summary>Registers the lab's meter and <see cref="PrometheusExporter"/>, which also gives .NET's and ASP.NET's own meters.</summary>
    public static IServiceCollection AddLabMetrics(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<LabMeter>();
        services.AddSingleton(_ => Collect(new PrometheusExporter()));
        services.AddSingleton(provider => provider.GetRequiredService<CollectedMetrics>().Exporter);
        return services;
    }

    private static CollectedMetrics Collect(PrometheusExporter exporter) => new(exporter, Sdk.CreateMeterProviderBuilder()
        .AddMeter(LabMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting")
        .AddView(LabMeter.StepSeconds, new ExplicitBucketHistogramConfiguration { Boundaries = StepBuckets })
        .AddView(LabMeter.SnapshotSeconds, new ExplicitBucketHistogramConfiguration { Boundaries = SnapshotBuckets })
        .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = StepBuckets })
        .AddReader(new BaseExportingMetricReader(exporter))
        .Build());

    /// <summary>Keeps the provider alive as long as the host.</summary>
    private sealed record CollectedMetrics(PrometheusExporter Exporter, MeterProvider Provider) : IDisposable
    {
        public void Dispose() => Provider.Dispose();
    }
}
