using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Makes the proxies that implement grain and observer interfaces.</summary>
internal sealed class GrainProxyFactory(CallDispatcher dispatcher)
{
    /// <summary>Makes a reference that shows <paramref name="interfaceType"/>.</summary>
    public GrainReference Create(GrainId grainId, Type interfaceType)
    {
        var proxy = (GrainReference)DispatchProxy.Create(interfaceType, typeof(GrainProxy));
        proxy.Bind(grainId, interfaceType, dispatcher, this);
        return proxy;
    }
}
