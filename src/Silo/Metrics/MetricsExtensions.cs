using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PgGanLab.Grains.Store;

namespace PgGanLab.Silo.Metrics;

/// <summary>Collects this process's telemetry with OpenTelemetry.</summary>
public static class MetricsExtensions
{
    private static readonly ExplicitBucketHistogramConfiguration Seconds =
        new() { Boundaries = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 60] };

    /// <summary>
    /// The lab's, .NET's and ASP.NET's own meters, for whoever scrapes them as Prometheus text.
    /// Where the standard variable
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, metrics and traces of requests and grain calls
    /// also go there, as the other
    /// <c>OTEL_…</c> variables say.
    /// </summary>
    public static IHostApplicationBuilder AddLabMetrics(this IHostApplicationBuilder builder)
    {
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(services =>
        {
            var meter = new LabMeter(services.GetRequiredService<IMeterFactory>());
            var directories = services.GetRequiredService<LabDirectories>();
            meter.WatchDisks(new Dictionary<string, string>
            {
                ["data"] = directories.Data,
                ["store"] = directories.Store,
            });
            return meter;
        });
        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(LabMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting")
            .AddView(LabMeter.StepSeconds, Seconds)
            .AddView(LabMeter.SnapshotSeconds, Seconds)
            .AddView("http.server.request.duration", Seconds)
            .AddPrometheusExporter());
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
            telemetry.ConfigureResource(resource => resource.AddService("pgganlab"));
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource("Microsoft.Orleans.*"))
                .UseOtlpExporter();
        return builder;
    }
}
