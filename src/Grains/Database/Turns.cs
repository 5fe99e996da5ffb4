namespace PgGanLab.Grains.Database;

/// <summary>Lets one caller after the other do something, in the order in which they came.</summary>
internal sealed class Turns
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> waiting = [];
    private bool isTaken;

    /// <summary>How many wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>Waits for this caller's turn, which lasts until <see cref="Pass"/>.</summary>
    public Task Take()
    {
        lock (gate)
        {
            if (isTaken)
            {
                var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Enqueue(turn);
                return turn.Task;
            }
            isTaken = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>It is the next caller's turn.</summary>
    public void Pass()
    {
        TaskCompletionSource? next;
        lock (gate)
            isTaken = waiting.TryDequeue(out next);
        next?.SetResult();
    }
}
