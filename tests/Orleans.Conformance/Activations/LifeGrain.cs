namespace PgGanLab.OrleansConformance.Activations;

public class LifeGrain(Gates gates, Journal journal, ScopedResource resource, IGrainContext context) : Grain, ILifeGrain, IDisposable
{
    private static int _activations;

    private readonly int _activation = Interlocked.Increment(ref _activations);

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add(Key, context.GrainId == this.GetGrainId() ? "activated" : "activated as somebody else");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Add(Key, $"deactivated: {reason.ReasonCode}, scope {(resource.IsDisposed ? "closed" : "open")}");
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task Hold(string gate) => gates[gate].PassAsync();

    public async Task<int> Leave(string? gate)
    {
        DeactivateOnIdle();
        if (gate is not null) await gates[gate].PassAsync();
        return _activation;
    }

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task<bool> ScopeIsOpen() => Task.FromResult(!resource.IsDisposed);

    public void Dispose()
    {
        journal.Add(Key, "disposed");
        GC.SuppressFinalize(this);
    }
}
