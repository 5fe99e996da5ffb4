using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The activations of the silo, at most one a grain; makes them on first call and collects idle ones.</summary>
internal sealed class ActivationDirectory(SiloRuntime silo) : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private Timer? _collector;
    private volatile bool _isStopping;

    /// <summary>Starts to collect idle activations.</summary>
    public void StartCollecting()
    {
        var period = silo.Collection.CollectionQuantum;
        _collector = new Timer(static self => ((ActivationDirectory)self!).CollectIdle(), this, period, period);
    }

    /// <summary>Hands a request to the grain's activation, making one where there is none.</summary>
    public void Deliver(GrainId grain, ActivationRequest request)
    {
        while (true)
        {
            if (!_activations.TryGetValue(grain, out var activation) && !TryActivate(grain, request, out activation)) return;
            if (activation.TryReceive(request)) return;
            Remove(activation);
        }
    }

    /// <summary>Hands a request on from an activation that has ended.</summary>
    public void Reroute(GrainId grain, ActivationRequest request, string reason)
    {
        if (++request.Reroutes > silo.MaxForwardCount)
        {
            request.Reject(new OrleansMessageRejectionException(
                $"Forwarding failed: tried to forward message {request} for {request.Reroutes - 1} times after \"{reason}\". Rejecting now."));
            return;
        }

        Deliver(grain, request);
    }

    public void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));

    /// <summary>Refuses new activations and deactivates all that there are.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        if (_collector is not null) await _collector.DisposeAsync();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This process is terminating.");
        while (!_activations.IsEmpty && !cancellationToken.IsCancellationRequested)
        {
            foreach (var (_, activation) in _activations) activation.Deactivate(reason, cancellationToken);
            var all = Task.WhenAll(_activations.Select(pair => pair.Value.Deactivated));
            await all.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_activations.IsEmpty) silo.Logger.LogShutdownTimedOut(_activations.Count);
    }

    public void Dispose() => _collector?.Dispose();

    private bool TryActivate(GrainId grain, ActivationRequest request, out Activation activation)
    {
        activation = null!;
        if (_isStopping)
        {
            request.Reject(new OrleansException($"No active silo is compatible with grain type {grain.Type}, since the only one is stopping: {request}."));
            return false;
        }

        if (!silo.Classes.TryGet(grain.Type, out var grainClass))
        {
            request.Reject(new ArgumentException($"Could not find an implementation of grain type {grain.Type}: {request}."));
            return false;
        }

        var candidate = new Activation(silo, grain, grainClass);
        activation = _activations.GetOrAdd(grain, candidate);
        if (ReferenceEquals(activation, candidate)) candidate.Start(request.RequestContextValues);
        return true;
    }

    private void CollectIdle()
    {
        foreach (var (_, activation) in _activations) activation.DeactivateIfIdle();
    }
}
