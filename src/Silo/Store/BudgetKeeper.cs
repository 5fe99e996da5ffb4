using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Silo.Store;

/// <summary>
/// Keeps the store as small as the lab was told (<see cref="IStoreService.Budget"/>); idle without a limit.
/// </summary>
public sealed class BudgetKeeper(
    IGrainFactory grains, IStoreService store, TimeProvider time, ILogger<BudgetKeeper> logger) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes that were too much and needed, at the last look: the log says so once.</summary>
    private long tooMuch;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store.Budget is not { } budget)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        do
            await Keep(budget);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Keep(long budget)
    {
        try
        {
            if ((await store.GetFiles()).Sum(f => f.Bytes) <= budget)
                return;
            var usage = await grains.GetGrain<IRetentionGrain>(IRetentionGrain.Key).Free(budget);
            if (usage.BytesFreed > 0)
                logger.LogInformation(
                    "{Freed} were freed: the store had {Bytes}, and may have {Budget}.",
                    Readable.Bytes(usage.BytesFreed), Readable.Bytes(usage.Bytes), Readable.Bytes(budget));
            if (usage.TooMuch > 0 && tooMuch == 0)
                logger.LogWarning(
                    "The store has {TooMuch} more than its {Budget}, and all of that is needed.",
                    Readable.Bytes(usage.TooMuch), Readable.Bytes(budget));
            tooMuch = usage.TooMuch;
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "The store could not be kept to its limit; that is tried again in a minute.");
        }
    }
}
