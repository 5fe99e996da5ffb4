namespace Orleans.Runtime;

/// <summary>One observer object and the calls that wait for it; they run one after the other on the thread pool.</summary>
internal sealed class ObserverTarget(IGrainObserver observer)
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<MethodCall> _calls = new();
    private bool _isRunning;

    /// <summary>Takes a call; false where the object was garbage collected.</summary>
    public bool TryReceive(MethodCall call)
    {
        if (!_observer.TryGetTarget(out var target)) return false;
        if (call.IsAlwaysInterleave)
        {
            Queue(() => call.RunAsync(target));
            return true;
        }

        lock (_calls)
        {
            _calls.Enqueue(call);
            if (_isRunning) return true;
            _isRunning = true;
        }

        Queue(PumpAsync);
        return true;
    }

    private async Task PumpAsync()
    {
        while (TryDequeue(out var call))
        {
            if (_observer.TryGetTarget(out var target)) await call.RunAsync(target);
        }
    }

    private bool TryDequeue(out MethodCall call)
    {
        lock (_calls)
        {
            _isRunning = _calls.TryDequeue(out call!);
            return _isRunning;
        }
    }

    private static void Queue(Func<Task> action) => ThreadPool.UnsafeQueueUserWorkItem(static run => _ = run(), action, preferLocal: false);
}
