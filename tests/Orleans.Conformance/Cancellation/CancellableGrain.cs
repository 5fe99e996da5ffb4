namespace PgGanLab.OrleansConformance.Cancellation;

public sealed class CancellableGrain(Gates gates, Journal journal) : Grain, ICancellableGrain
{
    public async Task WaitForCancellation(string gate, CancellationToken cancellationToken)
    {
        var scheduler = TaskScheduler.Current;
        _ = gates[gate].PassAsync();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.Add(gate, scheduler == TaskScheduler.Current ? "cancelled" : "cancelled elsewhere");
            throw;
        }
    }

    public Task<bool> IsCancelled(CancellationToken cancellationToken = default)
    {
        journal.Add(this.GetPrimaryKeyString(), "ran");
        return Task.FromResult(cancellationToken.IsCancellationRequested);
    }
}
