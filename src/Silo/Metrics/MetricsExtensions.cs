using Microsoft.Extensions.DependencyInjection;

namespace PgGanLab.Silo.Metrics;

/// <summary>Collects this process's metrics for <c>/metrics</c>.</summary>
public static class MetricsExtensions
{
    /// <summary>Registers the lab's meter, and <see cref="PrometheusExporter"/>, which gives all metrics as text.</summary>
    public static IServiceCollection AddLabMetrics(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<LabMeter>();
        services.AddSingleton<PrometheusExporter>();
        services.AddHostedService<MetricsCollection>();
        return services;
    }
}
