using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Health;

/// <summary>Whether the process has started and is not asked to stop.</summary>
public sealed class LifetimeHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <summary>Tag of the checks that say whether requests may be sent to this process.</summary>
    public const string Ready = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The lab is stopping.")
        : lifetime.ApplicationStarted.IsCancellationRequested ? HealthCheckResult.Healthy("The lab serves.")
        : HealthCheckResult.Unhealthy("The lab is starting."));
}

/// <summary>Whether the catalog grain answers from the lab database, and that has room for what is written.</summary>
public sealed class DatabaseHealthCheck(IGrainFactory grains) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).CheckRecord().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(e is DatabaseAwayException or DiskFullException ? e.Message
                : $"The database does not answer: {Readable.Clause(e.Message)}.", e);
        }
    }
}

/// <summary>
/// Whether the lab can go on writing: the disks of its directories have room, and in the store directory a probe
/// file is written, flushed and removed.
/// </summary>
public sealed class StoreHealthCheck(LabDirectories directories) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var folder in (string[])[directories.Data, directories.Store])
                if (Directory.Exists(folder) && DiskFullException.Free(folder) < DiskFullException.LeastBytes)
                    return HealthCheckResult.Unhealthy(DiskFullException.Sentence(folder));
            await using var probe = new FileStream(
                directories.Resolve($".probe-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None,
                1, FileOptions.DeleteOnClose);
            await probe.WriteAsync("probe"u8.ToArray(), cancellationToken);
            probe.Flush(flushToDisk: true);
            return HealthCheckResult.Healthy($"{directories.Store} can be written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy(
                $"{directories.Store} can't be written: {Readable.Clause(e.Message)}.", e);
        }
    }
}

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
