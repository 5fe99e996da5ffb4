using Microsoft.Extensions.Diagnostics.HealthChecks;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Health;

/// <summary>Whether every device's thread lives, and none waits because its files can't be stored.</summary>
public sealed class WorkersHealthCheck(WorkerService workers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var dead = workers.Dead.ToArray();
        if (dead.Length > 0)
            return Task.FromResult(HealthCheckResult.Unhealthy(
                $"Workers whose thread has died: {string.Join(", ", dead)}; restart the lab."));
        return Task.FromResult(workers.Waiting.FirstOrDefault() is { } waits
            ? HealthCheckResult.Unhealthy(waits)
            : HealthCheckResult.Healthy("All workers live."));
    }
}
