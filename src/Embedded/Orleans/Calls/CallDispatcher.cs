using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Turns method calls on references into requests and brings them to the grain's activation or to the observer.</summary>
internal sealed class CallDispatcher(SiloRuntime silo)
{
    public ILogger Logger => silo.Logger;

    /// <summary>Calls a method; what comes back is what the method's proxy returns.</summary>
    /// <exception cref="Serialization.CodecNotFoundException">An argument's type is not serializable.</exception>
    /// <exception cref="InvalidOperationException">The host has not started the silo.</exception>
    /// <exception cref="OperationCanceledException">A cancellation token among the arguments is cancelled already.</exception>
    public object? Call(GrainReference reference, GrainMethod method, object?[] arguments) =>
        method.Result.Start(this, reference, method, CopyArguments(method, arguments));

    /// <summary>Sends a request whose arguments belong to it; the answer goes to <paramref name="completion"/>.</summary>
    public void Send(GrainId target, GrainMethod method, object?[] arguments, CallCompletion completion)
    {
        if (silo.State == SiloState.Created)
            throw new InvalidOperationException($"{method} of {target} is called before the host has started the silo.");
        var (token, parameter) = TokenOf(method, arguments);
        token.ThrowIfCancellationRequested();
        var call = new MethodCall(silo, RuntimeContext.Current?.GrainId, target, method, arguments)
        {
            Completion = method.IsOneWay ? null : completion,
            Timeout = method.ResponseTimeout ?? silo.ResponseTimeout,
            Context = RequestContext.Export(),
        };
        if (method.IsOneWay) completion.TrySetResult(null);
        else silo.Pending.Add(call);
        if (!method.IsOneWay && token.CanBeCanceled) call.Follow(parameter, token);
        Deliver(call);
    }

    private void Deliver(MethodCall call)
    {
        if (silo.State == SiloState.Stopped) call.Reject(PendingCalls.Unavailable(call));
        else if (ObserverRegistry.IsObserver(call.Target)) silo.Observers.Deliver(call);
        else silo.Directory.Deliver(call.Target, call);
    }

    private static object?[] CopyArguments(GrainMethod method, object?[] arguments)
    {
        var context = new CopyContext();
        var copies = new object?[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            copies[i] = method.Parameters[i].IsImmutable ? arguments[i] : DeepCopier.CopyObject(arguments[i], context);
        return copies;
    }

    private static (CancellationToken Token, int Parameter) TokenOf(GrainMethod method, object?[] arguments)
    {
        var parameter = Array.FindIndex(method.Parameters, p => p.IsCancellation);
        return parameter < 0 ? (default, parameter) : ((CancellationToken)arguments[parameter]!, parameter);
    }
}
