namespace Orleans.Runtime.Placement;

/// <summary>The grain that needs a silo.</summary>
public readonly struct PlacementTarget(
    GrainId grainIdentity, Dictionary<string, object> requestContextData, GrainInterfaceType interfaceType, ushort interfaceVersion)
{
    /// <summary>The grain.</summary>
    public GrainId GrainIdentity { get; } = grainIdentity;

    /// <summary>The interface of the call that needs the activation.</summary>
    public GrainInterfaceType InterfaceType { get; } = interfaceType;

    /// <summary>The version of that interface; the stand-in knows only 0.</summary>
    public ushort InterfaceVersion { get; } = interfaceVersion;

    /// <summary>The values that flow with that call.</summary>
    public Dictionary<string, object> RequestContextData { get; } = requestContextData;
}
