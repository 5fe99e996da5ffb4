namespace PgGanLab.OrleansConformance.Filters;

[Alias("IFilteredGrain")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Alias("Double")]
    Task<int> Double(int number);

    [Alias("Fail")]
    Task Fail();
}
