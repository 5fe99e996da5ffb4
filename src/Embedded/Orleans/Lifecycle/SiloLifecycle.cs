using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Starts what subscribed stage by stage, and stops what was started in the reverse order.</summary>
internal sealed class SiloLifecycle(ILogger<SiloLifecycle> logger) : ISiloLifecycle
{
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_subscriptions) _subscriptions.Add(subscription);
        return subscription;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderBy(stage => stage.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(subscription => subscription.Observer.OnStart(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderByDescending(stage => stage.Key).Where(stage => stage.Key <= HighestCompletedStage))
        {
            await Task.WhenAll(stage.Select(subscription => StopAsync(subscription, cancellationToken)));
            LowestStoppedStage = stage.Key;
        }
    }

    /// <summary>What fails to stop must not keep the rest from stopping; the log has it.</summary>
    private async Task StopAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await subscription.Observer.OnStop(cancellationToken);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Name} failed to stop at stage {Stage}.", subscription.Name, subscription.Stage);
        }
    }

    private List<IGrouping<int, Subscription>> Stages()
    {
        lock (_subscriptions) return [.. _subscriptions.GroupBy(subscription => subscription.Stage)];
    }

    private sealed record Subscription(SiloLifecycle Owner, string Name, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose()
        {
            lock (Owner._subscriptions) Owner._subscriptions.Remove(this);
        }
    }
}
