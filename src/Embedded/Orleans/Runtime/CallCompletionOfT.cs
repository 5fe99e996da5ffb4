using System.Threading.Tasks.Sources;

namespace Orleans.Runtime;

/// <inheritdoc cref="CallCompletion"/>
internal sealed class CallCompletion<T> : CallCompletion, IValueTaskSource<T>
{
    private ManualResetValueTaskSourceCore<T> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>What the caller awaits, once.</summary>
    public ValueTask<T> AsValueTask() => new(this, _core.Version);

    protected override void SetResult(object? result) => _core.SetResult((T)result!);

    protected override void SetException(Exception exception) => _core.SetException(exception);

    T IValueTaskSource<T>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
