namespace PgGanLab.OrleansConformance.Activations;

[Alias("IReluctantGrain")]
public interface IReluctantGrain : IGrainWithStringKey
{
    [Alias("Ping")]
    Task Ping();
}
