namespace PgGanLab.OrleansConformance.Support;

/// <summary>Somebody arrives and waits; somebody else opens.</summary>
public sealed class Gate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool WasReached => _arrived.Task.IsCompleted;

    /// <summary>Ends when somebody has arrived.</summary>
    public Task Reached => _arrived.Task.WaitAsync(Patience);

    public void Open() => _opened.TrySetResult();

    /// <summary>Notes the arrival and waits until the gate is open.</summary>
    public Task PassAsync()
    {
        _arrived.TrySetResult();
        return _opened.Task;
    }
}
