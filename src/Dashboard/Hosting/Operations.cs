using PgGanLab.Silo.Metrics;

namespace PgGanLab.Dashboard.Hosting;

/// <summary>What those who run a lab look at: is it well, and how much does it do.</summary>
internal static class Operations
{
    public static void MapLabOperations(this WebApplication app)
    {
        app.MapHealthChecks("/health");
        if (app.Services.GetService<PrometheusExporter>() is { } metrics)
            app.MapGet("/metrics", () => TypedResults.Text(metrics.Scrape(), "text/plain; version=0.0.4")).ExcludeFromDescription();
    }
}
