namespace PgGanLab.OrleansConformance.Hosting;

[Alias("ICourierGrain")]
public interface ICourierGrain : IGrainWithStringKey
{
    [Alias("Wake")]
    Task Wake();
}
