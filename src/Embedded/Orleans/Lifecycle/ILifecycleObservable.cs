namespace Orleans;

/// <summary>Starts and stops in stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in a stage; disposing the result ends that.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
