using System.Collections.Concurrent;
using PgGanLab.Grains.Catalog;

namespace PgGanLab.Dashboard.Live;

/// <summary>
/// The dashboard's one subscription to changes in the lab, passed on to every page that listens. The subscription is
/// renewed well before it would lapse; a failure is logged and tried again.
/// </summary>
public sealed class LabChanges(IGrainFactory grains, ILogger<LabChanges> log) : BackgroundService, ILabObserver
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Action<LabChange>, byte> listeners = new();

    /// <summary>
    /// Calls <paramref name="listener"/> at every change, on any thread, until the result is disposed.
    /// </summary>
    public IDisposable Listen(Action<LabChange> listener)
    {
        listeners.TryAdd(listener, 0);
        return new Listening(this, listener);
    }

    Task ILabObserver.Changed(LabChange change)
    {
        foreach (var listener in listeners.Keys)
            listener(change);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var self = grains.CreateObjectReference<ILabObserver>(this);
        while (!stoppingToken.IsCancellationRequested)
            await Task.Delay(await Subscribe(self) ? Renewal : Retry, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> Subscribe(ILabObserver self)
    {
        try
        {
            await grains.Catalog().Subscribe(self);
            return true;
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The dashboard could not subscribe to catalog {Catalog}; trying again in {Seconds} s",
                ICatalogGrain.Key, Retry.TotalSeconds);
            return false;
        }
    }

    private sealed class Listening(LabChanges changes, Action<LabChange> listener) : IDisposable
    {
        public void Dispose() => changes.listeners.TryRemove(listener, out _);
    }
}
