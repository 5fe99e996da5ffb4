using Orleans.Concurrency;

namespace PgGanLab.OrleansConformance.Scheduling;

[Reentrant]
public sealed class ReentrantGrain(Gates gates) : Grain, IReentrantGrain
{
    private int _turns;
    private int _most;

    public Task Hold(string gate) => gates[gate].PassAsync();

    public Task Ping() => Task.CompletedTask;

    public Task CallSelf() => this.AsReference<IReentrantGrain>().Ping();

    public async Task<int> CountParallelTurns()
    {
        for (var i = 0; i < 20; i++)
        {
            _most = Math.Max(_most, Interlocked.Increment(ref _turns));
            Thread.SpinWait(1000);
            Interlocked.Decrement(ref _turns);
            await Task.Yield();
        }

        return _most;
    }
}
