using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Runs a call through the filters, the grain's own filter last, and then through the method.</summary>
internal sealed class IncomingGrainCallContext(MethodCall call, object callee, IReadOnlyList<IIncomingGrainCallFilter> filters)
    : IIncomingGrainCallContext
{
    private int _next;

    public object Grain => callee;

    public GrainId? SourceId => call.Source;

    public GrainId TargetId => call.Target;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => call.Method.InterfaceName;

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Info;

    public MethodInfo ImplementationMethod => call.Method.ImplementationIn(callee.GetType());

    public object? Result { get; set; }

    public async Task Invoke()
    {
        var step = _next++;
        if (step < filters.Count) await filters[step].Invoke(this);
        else if (step == filters.Count && callee is IIncomingGrainCallFilter own) await own.Invoke(this);
        else Result = await call.Method.Result.Unwrap(call.Method.Invoke(callee, call.Arguments));
    }
}
