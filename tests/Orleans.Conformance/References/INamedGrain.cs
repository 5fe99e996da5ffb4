namespace PgGanLab.OrleansConformance.References;

[Alias("INamedGrain")]
public interface INamedGrain : IGrainWithStringKey
{
    [Alias("Name")]
    Task<string?> Name();
}
