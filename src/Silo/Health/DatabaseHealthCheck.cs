using Microsoft.Extensions.Diagnostics.HealthChecks;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Health;

/// <summary>Whether the catalog grain answers from the lab database.</summary>
public sealed class DatabaseHealthCheck(IGrainFactory grains) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetDatasets().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {Readable.Clause(e.Message)}.", e);
        }
    }
}
