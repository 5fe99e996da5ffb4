namespace Orleans.Runtime;

/// <summary>The caller's end of a call. The first outcome counts: a response, an error, a timeout or a cancellation.</summary>
internal abstract class CallCompletion
{
    private int _completed;

    /// <summary>Whether there is an outcome, so that nobody waits any more.</summary>
    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    /// <summary>Ends the call with a result; false where it had ended before.</summary>
    public bool TrySetResult(object? result)
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0) return false;
        SetResult(result);
        return true;
    }

    /// <summary>Ends the call with an error; false where it had ended before.</summary>
    public bool TrySetException(Exception exception)
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0) return false;
        SetException(exception);
        return true;
    }

    protected abstract void SetResult(object? result);

    protected abstract void SetException(Exception exception);
}
