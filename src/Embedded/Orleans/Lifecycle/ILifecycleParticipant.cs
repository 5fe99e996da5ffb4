namespace Orleans;

/// <summary>A service that takes part in a lifecycle; the host asks all registered ones.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes to the stages that it takes part in.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
