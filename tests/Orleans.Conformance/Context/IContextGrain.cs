namespace PgGanLab.OrleansConformance.Context;

[Alias("IContextGrain")]
public interface IContextGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<object?> Get(string name);

    [Alias("GetBehind")]
    Task<object?> GetBehind(string name);

    [Alias("Set")]
    Task Set(string name, string value);
}
