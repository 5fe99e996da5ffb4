namespace PgGanLab.OrleansConformance.Placement;

[Alias("IOwnedGrain")]
public interface IOwnedGrain : IGrainWithStringKey
{
    [Alias("SiloName")]
    Task<string> SiloName();
}
