namespace PgGanLab.OrleansConformance.Activations;

/// <summary>Fails to activate in the way that its key says, once.</summary>
public sealed class ReluctantGrain : IGrainBase, IReluctantGrain
{
    private readonly Journal _journal;

    public ReluctantGrain(IGrainContext context, Journal journal)
    {
        GrainContext = context;
        _journal = journal;
        if (IsFirst("constructor")) throw new InvalidOperationException("the constructor fails");
    }

    public IGrainContext GrainContext { get; }

    private string Key => GrainContext.GrainId.Key.ToString();

    public async Task OnActivateAsync(CancellationToken token)
    {
        await Task.Yield();
        if (IsFirst("activation")) throw new ArgumentException("OnActivateAsync fails");
        if (IsFirst("slow")) await Task.Delay(Timeout.InfiniteTimeSpan, token);
        if (IsFirst("leaving")) this.DeactivateOnIdle();
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        _journal.Add(Key, "deactivated");
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;

    private bool IsFirst(string what)
    {
        if (!Key.StartsWith(what, StringComparison.Ordinal)) return false;
        _journal.Add(Key, what);
        return _journal[Key].Length == 1;
    }
}
