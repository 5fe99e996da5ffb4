namespace Orleans.Runtime;

/// <summary>Makes references to grains and observers.</summary>
internal sealed class GrainFactory(SiloRuntime silo) : IClusterClient
{
    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var grainClass = silo.Classes.Implementing(typeof(TGrainInterface), grainClassNamePrefix);
        return GetGrain<TGrainInterface>(GrainId.Create(grainClass.Name, primaryKey));
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)silo.Proxies.Create(grainId, typeof(TGrainInterface));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference) throw new ArgumentException("Argument obj is already a grain reference.", nameof(obj));
        if (obj is IGrainBase) throw new ArgumentException("Argument must not be a grain class.", nameof(obj));
        return (TGrainObserverInterface)(object)silo.Proxies.Create(silo.Observers.Register(obj), typeof(TGrainObserverInterface));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference) throw new ArgumentException("Argument reference is not a grain reference.", nameof(obj));
        silo.Observers.Unregister(reference.GrainId);
    }
}
