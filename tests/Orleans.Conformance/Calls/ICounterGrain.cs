namespace PgGanLab.OrleansConformance.Calls;

[Alias("ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("AddSlowly")]
    Task<int> AddSlowly(int amount);

    [Alias("Get")]
    ValueTask<int> Get();

    [Alias("Key")]
    ValueTask<string> Key();
}
