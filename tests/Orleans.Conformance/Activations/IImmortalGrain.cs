namespace PgGanLab.OrleansConformance.Activations;

[Alias("IImmortalGrain")]
public interface IImmortalGrain : IGrainWithStringKey
{
    [Alias("Ping")]
    Task Ping();
}
