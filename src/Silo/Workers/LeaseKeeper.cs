using Microsoft.Extensions.Logging;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// Renews one lease every <see cref="LeaseRules.RenewEvery"/>, until it is disposed or told that the lease is lost.
/// </summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewals;

    /// <param name="lost">Called once when another worker has the phase.</param>
    public LeaseKeeper(
        IGrowthPhaseGrain phase, long token, TimeProvider time, ILogger logger, Action<LeaseLostException> lost) =>
        renewals = Task.Run(() => Renew(phase, token, time, logger, lost));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await renewals;
        stop.Dispose();
    }

    private async Task Renew(
        IGrowthPhaseGrain phase, long token, TimeProvider time, ILogger logger, Action<LeaseLostException> lost)
    {
        using var timer = new PeriodicTimer(LeaseRules.RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                try
                {
                    await phase.Renew(token);
                }
                catch (Exception e) when (e is not LeaseLostException)
                {
                    logger.LogWarning(e, "Lease {Token} could not be renewed; trying again in {Seconds} s.", token,
                        LeaseRules.RenewEvery.TotalSeconds);
                }
            }
        }
        catch (LeaseLostException e)
        {
            lost(e);
        }
        catch (OperationCanceledException)
        {
            logger.LogDebug("Lease {Token} is renewed no longer.", token);
        }
    }
}
