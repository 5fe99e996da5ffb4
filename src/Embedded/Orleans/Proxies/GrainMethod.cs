using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What calling one interface method means, worked out once.</summary>
internal sealed class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = new();

    private readonly MethodInvoker _invoker;

    private GrainMethod(MethodInfo method)
    {
        Info = method;
        InterfaceName = method.DeclaringType?.FullName ?? "";
        IsExtension = method.DeclaringType == typeof(IEnumerationExtension);
        Parameters = [.. method.GetParameters().Select(GrainParameter.Of)];
        Result = ReturnShape.Of(method);
        IsOneWay = method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void);
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        _invoker = MethodInvoker.Create(method);
    }

    public MethodInfo Info { get; }

    public string InterfaceName { get; }

    public string Name => Info.Name;

    /// <summary>Whether the runtime answers the method, in place of the grain object.</summary>
    public bool IsExtension { get; }

    public GrainParameter[] Parameters { get; }

    public ReturnShape Result { get; }

    public bool IsOneWay { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsReadOnly { get; }

    public TimeSpan? ResponseTimeout { get; }

    /// <exception cref="NotSupportedException">The method's return type can't cross a call.</exception>
    public static GrainMethod Of(MethodInfo method) => Known.GetOrAdd(method, static m => new GrainMethod(m));

    /// <summary>Calls the method on a grain or observer object; what it throws comes out unwrapped.</summary>
    public object? Invoke(object target, object?[] arguments) => _invoker.Invoke(target, arguments.AsSpan());

    /// <summary>The method of a class that implements this one.</summary>
    public MethodInfo ImplementationIn(Type type)
    {
        var map = type.GetInterfaceMap(Info.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, Info)];
    }

    public override string ToString() => $"{InterfaceName}.{Name}";
}
