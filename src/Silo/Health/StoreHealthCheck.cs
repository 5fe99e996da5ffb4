using Microsoft.Extensions.Diagnostics.HealthChecks;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Health;

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
