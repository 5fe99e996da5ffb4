namespace PgGanLab.OrleansConformance.Activations;

[KeepAlive]
public sealed class ImmortalGrain(Journal journal) : Grain, IImmortalGrain
{
    public Task Ping() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add(this.GetPrimaryKeyString(), "deactivated");
        return Task.CompletedTask;
    }
}
