namespace PgGanLab.OrleansConformance.Placement;

[OwnerPlacement]
public sealed class OwnedGrain(ILocalSiloDetails silo) : Grain, IOwnedGrain
{
    public Task<string> SiloName() => Task.FromResult(silo.Name);
}
