using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Scheduling;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// Wakes the scheduler when the members of the cluster change: it frees at once what a dead host had leased, and lives
/// on another host where it died itself.
/// </summary>
internal sealed class DeathNotice(
    IClusterMembershipService membership, IGrainFactory grains, ILogger<DeathNotice> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
                await Wake();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogDebug("The host stops.");
        }
    }

    private async Task Wake()
    {
        try
        {
            await grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key).Wake();
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "The scheduler could not be told that hosts came or went; it looks by itself.");
        }
    }
}
