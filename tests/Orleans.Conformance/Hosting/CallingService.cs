using Microsoft.Extensions.Hosting;
using PgGanLab.OrleansConformance.Scheduling;

namespace PgGanLab.OrleansConformance.Hosting;

/// <summary>Calls a grain when it starts and when it stops.</summary>
public sealed class CallingService(IGrainFactory grains) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => grains.GetGrain<IGateGrain>("service").Ping();

    public Task StopAsync(CancellationToken cancellationToken) => grains.GetGrain<IGateGrain>("service").Ping();
}
