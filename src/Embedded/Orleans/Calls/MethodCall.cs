using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>One call of a grain's or an observer's method, from the caller's wait to the callee's turn.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token source has no timer and no handle; the callee may hold its token for longer.")]
internal sealed class MethodCall(SiloRuntime silo, GrainId? source, GrainId target, GrainMethod method, object?[] arguments)
    : ActivationRequest
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _registration;

    public GrainId? Source => source;

    public GrainId Target => target;

    public GrainMethod Method => method;

    public object?[] Arguments => arguments;

    /// <summary>The waiting caller; null where nobody waits.</summary>
    public CallCompletion? Completion { get; init; }

    /// <summary>How long the caller waits.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <inheritdoc cref="ActivationRequest.RequestContextValues"/>
    public required Dictionary<string, object>? Context { get; init; }

    /// <summary>The activation that has the call, once one has it.</summary>
    public Activation? Host { get; set; }

    public override Dictionary<string, object>? RequestContextValues => Context;

    public override bool IsAlwaysInterleave => method.IsAlwaysInterleave;

    public override bool IsReadOnly => method.IsReadOnly;

    /// <summary>Whether the caller has waited for as long as it wants to.</summary>
    public bool IsExpired(long timestamp) => Stopwatch.GetElapsedTime(_started, timestamp) > Timeout;

    /// <summary>Gives the callee a token of its own that is cancelled when the caller's is.</summary>
    public void Follow(int parameter, CancellationToken caller)
    {
        _cancellation = new CancellationTokenSource();
        arguments[parameter] = _cancellation.Token;
        _registration = caller.UnsafeRegister(static (state, token) => ((MethodCall)state!).OnCanceled(token), this);
    }

    public override Task RunAsync(Activation activation) =>
        RunAsync(method.IsExtension ? activation.Enumerations : activation.GrainInstance!);

    /// <summary>Runs the method on an object and answers the caller. Nothing runs where the caller has given up.</summary>
    public async Task RunAsync(object callee)
    {
        if (Completion is { IsCompleted: true } || IsExpired(Stopwatch.GetTimestamp())) return;
        RequestContext.Import(Context);
        try
        {
            var context = new IncomingGrainCallContext(this, callee, silo.Filters);
            await context.Invoke();
            Succeed(DeepCopier.CopyObject(context.Result));
        }
        catch (Exception exception)
        {
            Reject(exception);
        }
    }

    public override void Reject(Exception exception)
    {
        if (Completion is null) silo.Logger.LogOneWayFailed(exception, this);
        else if (Completion.TrySetException(exception)) Release();
    }

    private void Succeed(object? result)
    {
        if (Completion?.TrySetResult(result) == true) Release();
    }

    /// <summary>The caller's wait ends at once; the callee learns of it in a turn of its own.</summary>
    private void OnCanceled(CancellationToken token)
    {
        Reject(new OperationCanceledException(token));
        if (Host is { } host) host.Cancel(this, _cancellation!);
        else _cancellation!.Cancel();
    }

    private void Release()
    {
        silo.Pending.Remove(this);
        _registration.Unregister();
    }

    public override string ToString() => $"{method} of {target}, called by {source?.ToString() ?? "a client"}";
}
