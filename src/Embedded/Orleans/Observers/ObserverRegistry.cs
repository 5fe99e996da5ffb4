using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The local objects that grains can call.</summary>
internal sealed class ObserverRegistry(SiloRuntime silo)
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<GrainId, ObserverTarget> _targets = new();

    public static bool IsObserver(GrainId id) => id.Type == ObserverType;

    /// <summary>Registers an object, which is held weakly, under a new id.</summary>
    public GrainId Register(IGrainObserver observer)
    {
        var id = GrainId.Create(ObserverType, $"hosted-{Guid.NewGuid():N}");
        _targets[id] = new ObserverTarget(observer);
        return id;
    }

    public void Unregister(GrainId id) => _targets.TryRemove(id, out _);

    /// <summary>Hands a call to an observer. Where there is none any more, nobody answers and the caller times out.</summary>
    public void Deliver(MethodCall call)
    {
        if (!_targets.TryGetValue(call.Target, out var target))
        {
            silo.Logger.LogObserverMissing(call.Target, call);
        }
        else if (!target.TryReceive(call))
        {
            silo.Logger.LogObserverCollected(call.Target, call);
            Unregister(call.Target);
        }
    }
}
