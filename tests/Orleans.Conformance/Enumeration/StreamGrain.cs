using System.Runtime.CompilerServices;

namespace PgGanLab.OrleansConformance.Enumeration;

public sealed class StreamGrain(Gates gates, Journal journal) : Grain, IStreamGrain
{
    private string Key => this.GetPrimaryKeyString();

    public async IAsyncEnumerable<int> Count(int count, bool fail = false)
    {
        var scheduler = TaskScheduler.Current;
        journal.Add(Key, "started");
        try
        {
            for (var i = 0; i < count; i++)
            {
                if (i % 7 == 0) await Task.Yield();
                if (scheduler != TaskScheduler.Current) journal.Add(Key, "ran elsewhere");
                yield return i;
            }

            if (fail) throw new InvalidOperationException("the sequence fails");
        }
        finally
        {
            journal.Add(Key, "ended");
        }
    }

    public async IAsyncEnumerable<int> CountWithGates([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await gates[$"{Key}-{i}"].PassAsync().WaitAsync(cancellationToken);
                yield return i;
            }
        }
        finally
        {
            journal.Add(Key, cancellationToken.IsCancellationRequested ? "cancelled" : "ended");
        }
    }

    public async IAsyncEnumerable<List<int>> Lists(List<int> seed)
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(1);
            seed.Add(i);
            yield return seed;
        }
    }

    public IAsyncEnumerable<int> FailAtOnce() => throw new ArgumentException("no such sequence");

    public Task Hold(string gate) => gates[gate].PassAsync();

    public Task Ping() => Task.CompletedTask;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
