using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PgGanLab.Grains.Database;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Hosting;

/// <summary>
/// When a lab host starts: leases that ran out while it was away are good for another while, because their workers had
/// nobody to renew them with. Those of hosts that died meanwhile are freed when the cluster notices.
/// </summary>
internal sealed class LeaseGrace(LabDatabase database, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + LeaseRules.Duration;
        return database.Write(db => db.Phases.Where(p => p.LeaseWorker != null && p.LeaseExpiresAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.LeaseExpiresAt, until), cancellationToken));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registers it.</summary>
public static class LeaseGraceExtensions
{
    /// <summary>Before any other service starts, after the database; for lab hosts that others join.</summary>
    public static IServiceCollection AddLeaseGrace(this IServiceCollection services) =>
        services.AddHostedService<LeaseGrace>();
}
