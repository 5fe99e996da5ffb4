using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Scheduling;

namespace PgGanLab.Silo.Hosting;

/// <summary>
/// Wakes the scheduler when the members of the cluster change: it frees at once what a dead host had leased, and lives
/// on another host where it died itself. A host that died without saying goodbye is told in one sentence.
/// </summary>
internal sealed class DeathNotice(
    IClusterMembershipService membership, IGrainFactory grains, ILogger<DeathNotice> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var before = ImmutableDictionary<SiloAddress, ClusterMember>.Empty;
        try
        {
            await foreach (var now in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                foreach (var lost in now.Members.Values.Where(m => m.Status == SiloStatus.Dead
                    && before.GetValueOrDefault(m.SiloAddress)?.Status == SiloStatus.Active))
                    logger.LogWarning(
                        "Host {Host} at {Address} is lost: its phases go on elsewhere from their last snapshots; start "
                        + "it again, or forget it with ./lab worker remove.", lost.Name, lost.SiloAddress.Endpoint);
                before = now.Members;
                await Wake();
            }
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
