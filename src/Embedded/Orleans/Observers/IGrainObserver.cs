using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of interfaces of local objects that grains can call back.</summary>
public interface IGrainObserver : IAddressable;
