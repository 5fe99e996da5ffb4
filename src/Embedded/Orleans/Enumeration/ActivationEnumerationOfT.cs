using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <inheritdoc/>
internal sealed class ActivationEnumeration<T> : ActivationEnumeration
{
    private const int MaxBatchSize = 100;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly IAsyncEnumerator<T> _enumerator;
    private readonly TimeSpan _longPoll;
    private Task<bool>? _moveNext;

    public ActivationEnumeration(object grain, EnumerationStart start, TimeSpan longPoll)
    {
        _longPoll = longPoll;
        var parameter = Array.FindIndex(start.Method.Parameters, p => p.IsCancellation);
        if (parameter >= 0) start.Arguments[parameter] = _cancellation.Token;
        var sequence = (IAsyncEnumerable<T>)start.Method.Invoke(grain, start.Arguments)!;
        _enumerator = sequence.GetAsyncEnumerator(_cancellation.Token);
    }

    /// <summary>Takes what is there at once, at most a batch; else waits for one element, and gives up for now after a while.</summary>
    public async ValueTask<EnumerationStep<T>> PullAsync(CancellationToken cancellationToken)
    {
        Touch();
        List<T> batch = [];
        while (batch.Count < MaxBatchSize)
        {
            _moveNext ??= _enumerator.MoveNextAsync().AsTask();
            if (!_moveNext.IsCompleted && (batch.Count > 0 || !await WaitAsync(_moveNext, cancellationToken))) break;
            var hasElement = await TakeMoveNext();
            if (!hasElement) return new EnumerationStep<T>(EnumerationStatus.Completed, batch);
            batch.Add(_enumerator.Current);
        }

        return new EnumerationStep<T>(EnumerationStatus.Active, batch);
    }

    public override async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        if (_moveNext is not null) await Suppressed(_moveNext);
        await _enumerator.DisposeAsync();
        _cancellation.Dispose();
    }

    private static ConfiguredTaskAwaitable Suppressed(Task task) =>
        task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private Task<bool> TakeMoveNext()
    {
        var moveNext = _moveNext!;
        _moveNext = null;
        return moveNext;
    }

    /// <summary>True once there is an element or the end; false when the caller had better ask again.</summary>
    private async Task<bool> WaitAsync(Task moveNext, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_longPoll);
        IsBusy = true;
        await Suppressed(moveNext.WaitAsync(timeout.Token));
        IsBusy = false;
        Touch();
        cancellationToken.ThrowIfCancellationRequested();
        return moveNext.IsCompleted;
    }
}
