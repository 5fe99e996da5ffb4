using Microsoft.Extensions.Diagnostics.HealthChecks;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Health;

/// <summary>Whether every device's thread lives.</summary>
public sealed class WorkersHealthCheck(WorkerService workers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var dead = workers.Dead.ToArray();
        return Task.FromResult(dead.Length == 0
            ? HealthCheckResult.Healthy("All workers live.")
            : HealthCheckResult.Unhealthy(
                $"Workers whose thread has died: {string.Join(", ", dead)}; restart the lab."));
    }
}
