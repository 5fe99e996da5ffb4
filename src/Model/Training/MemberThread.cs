using System.Collections.Concurrent;
using PgGanLab.Model.Numbers;

namespace PgGanLab.Model.Training;

/// <summary>
/// A thread that works for one device as long as it trains: torch's thread count and dispose scopes are a thread's own.
/// </summary>
internal sealed class MemberThread : IDisposable
{
    private readonly BlockingCollection<(Action Work, TaskCompletionSource Done)> jobs = [];
    private readonly Thread thread;

    public MemberThread(string name, int torchThreads)
    {
        thread = new Thread(() => Work(torchThreads)) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Has the thread do something; what it throws is the task's.</summary>
    public Task Start(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        jobs.Add((work, done));
        return done.Task;
    }

    public void Dispose()
    {
        jobs.CompleteAdding();
        thread.Join();
        jobs.Dispose();
    }

    private void Work(int torchThreads)
    {
        TorchThreads.Set(torchThreads);
        foreach (var (work, done) in jobs.GetConsumingEnumerable())
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
    }
}
