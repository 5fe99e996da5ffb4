using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Scheduling;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// Tells the scheduler what this silo's devices do: every few seconds, and at once when one becomes idle. When the host
/// stops, it lets every device store a snapshot and give its phase back, then says goodbye.
/// </summary>
public sealed class WorkerLifetime(
    WorkerService workers, JobContext context, ILocalSiloDetails silo, ILogger<WorkerLifetime> logger)
    : BackgroundService, IHostedLifecycleService
{
    /// <summary>Longest time between two heartbeats.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The silo's address, another value for each process: leases of an earlier process of this host are released at the
    /// first heartbeat, those of one that the cluster has declared dead at once.
    /// </summary>
    private string Incarnation => silo.SiloAddress.ToParsableString();

    private string Silo => context.Options.HostName;

    private ISchedulerGrain Scheduler => context.Grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before any service stops: devices store their snapshots while web pages still say goodbye.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        workers.Close();
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await workers.WaitForEnd(TimeSpan.FromSeconds(context.Options.StopSeconds));
        try
        {
            await Scheduler.Leave(Silo, Incarnation).WaitAsync(GoodbyeWithin, context.Time, CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.LogWarning(e,
                "The scheduler could not be told that {Silo} leaves; it will find out when no heartbeat comes.", Silo);
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Beat();
                await workers.WaitForIdle(Interval, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogInformation("Heartbeats end: the host stops.");
        }
    }

    private async Task Beat()
    {
        try
        {
            await Scheduler.Heartbeat(Silo, Incarnation, workers.DescribeAll());
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "Heartbeat failed; the next comes in at most {Seconds} s.", Interval.TotalSeconds);
        }
    }
}
