using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or an observer. References to the same grain are equal, whatever interface they show.</summary>
public abstract class GrainReference : DispatchProxy, IAddressable, IEquatable<GrainReference>
{
    /// <summary>Whom the reference addresses.</summary>
    public GrainId GrainId { get; private set; }

    /// <summary>The interface that the reference shows.</summary>
    public GrainInterfaceType InterfaceType { get; private set; }

    /// <summary>The full name of the interface that the reference shows.</summary>
    public string InterfaceName => InterfaceType.ToString();

    private CallDispatcher Dispatcher { get; set; } = null!;

    private GrainProxyFactory Proxies { get; set; } = null!;

    internal void Bind(GrainId grainId, Type interfaceType, CallDispatcher dispatcher, GrainProxyFactory proxies)
    {
        GrainId = grainId;
        InterfaceType = GrainInterfaceType.Create(interfaceType.FullName ?? interfaceType.Name);
        Dispatcher = dispatcher;
        Proxies = proxies;
    }

    internal GrainReference As(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Proxies.Create(GrainId, interfaceType);

    protected sealed override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return Dispatcher.Call(this, GrainMethod.Of(targetMethod), args ?? []);
    }

    public bool Equals([NotNullWhen(true)] GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);
}
