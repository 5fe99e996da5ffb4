using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PgGanLab.Silo.Metrics;

/// <summary>Collects the lab's, .NET's and ASP.NET's own meters from the host's start to its end.</summary>
internal sealed class MetricsCollection(PrometheusExporter exporter) : IHostedLifecycleService, IDisposable
{
    private static readonly ExplicitBucketHistogramConfiguration Seconds = new() { Boundaries = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 60] };

    private MeterProvider? provider;

    /// <summary>Before any service that measures.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(LabMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting")
            .AddView(LabMeter.StepSeconds, Seconds)
            .AddView(LabMeter.SnapshotSeconds, Seconds)
            .AddView("http.server.request.duration", Seconds)
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => provider?.Dispose();
}
