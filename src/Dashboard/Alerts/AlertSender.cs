using System.Collections.Immutable;
using PgGanLab.Grains.Alerts;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Alerts;

/// <summary>Tells the webhook what is worth an alert, in order, each once unless the lab ends in between.</summary>
internal sealed class AlertSender(
    Webhook webhook, AlertOptions options, IGrainFactory grains, TimeProvider clock, ILogger<AlertSender> log)
    : BackgroundService
{
    /// <summary>Events of one message.</summary>
    private const int Most = 20;

    /// <summary>Where nobody could be told for so long, it is no news any more.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(24);

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(5);

    private TimeSpan pause = Often;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Webhook is null)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            pause = await Tell(stoppingToken) ? Often : pause * 2 < Seldom ? pause * 2 : Seldom;
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether all is told.</returns>
    private async Task<bool> Tell(CancellationToken stop)
    {
        try
        {
            var alerts = grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);
            var untold = await alerts.GetUntold(Most);
            ImmutableArray<LabEvent> news = [.. untold.Events.Where(e => clock.GetUtcNow() - e.At < Oldest)];
            if (!news.IsEmpty)
            {
                var lines = await Task.WhenAll(news.Select(Line));
                if (await webhook.Send(lines, news, stop) is { } failure)
                {
                    log.LogWarning("{Count} alerts wait: {Failure}", news.Length, failure);
                    return false;
                }
            }
            if (!untold.Events.IsEmpty)
                await alerts.SetTold(untold.Position);
            return true;
        }
        catch (Exception e) when (e is DatabaseAwayException or TimeoutException or OrleansException)
        {
            log.LogWarning("Alerts wait: {Reason}", e.Message);
            return false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<string> Line(LabEvent news)
    {
        var line = $"{news.Subject}: {news.Text}";
        return news.Kind is "sweep-finished" or "sweep-spent"
            && (await grains.FindSweep(news.Subject))?.Summary is { BestExperiment: { } best, BestSwd: { } swd }
                ? $"{line} Best is {best}, SWD × 10³ {Readable.Swd(swd.Average)}."
                : line;
    }
}
