using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// Runs the turns of one activation one after the other on the thread pool. Awaits inside grain code capture it, so that everything
/// that follows them runs here too; what is started with Task.Run does not.
/// </summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly TimeSpan Quantum = TimeSpan.FromMilliseconds(100);

    private readonly Queue<Task> _tasks = new();
    private Thread? _thread;
    private bool _isScheduled;

    public Activation Activation { get; } = activation;

    /// <summary>Runs a delegate as a turn, with nothing of the current execution context.</summary>
    public Task Post(Action<object?> action, object? state)
    {
        var task = SuppressFlow(() => new Task(action, state));
        task.Start(this);
        return task;
    }

    protected override void QueueTask(Task task)
    {
        lock (_tasks)
        {
            _tasks.Enqueue(task);
            if (_isScheduled) return;
            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Volatile.Read(ref _thread) == Thread.CurrentThread && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_tasks) return [.. _tasks];
    }

    void IThreadPoolWorkItem.Execute()
    {
        var started = Stopwatch.GetTimestamp();
        Volatile.Write(ref _thread, Thread.CurrentThread);
        while (TryDequeue(out var task))
        {
            TryExecuteTask(task);
            if (Stopwatch.GetElapsedTime(started) < Quantum) continue;
            Volatile.Write(ref _thread, null);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }
    }

    private bool TryDequeue(out Task task)
    {
        lock (_tasks)
        {
            if (_tasks.TryDequeue(out task!)) return true;
            Volatile.Write(ref _thread, null);
            _isScheduled = false;
            return false;
        }
    }

    private static Task SuppressFlow(Func<Task> make)
    {
        if (ExecutionContext.IsFlowSuppressed()) return make();
        using (ExecutionContext.SuppressFlow()) return make();
    }
}
