namespace PgGanLab.OrleansConformance.References;

[Alias("IDerivedGrain")]
public interface IDerivedGrain : INamedGrain
{
    [Alias("Describe")]
    Task<string> Describe();

    /// <summary>A method with a type parameter.</summary>
    [Alias("Repeat")]
    Task<List<T>> Repeat<T>(T value, int times);
}
