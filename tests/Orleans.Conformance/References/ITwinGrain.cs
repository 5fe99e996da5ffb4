namespace PgGanLab.OrleansConformance.References;

/// <summary>Two classes implement it.</summary>
[Alias("ITwinGrain")]
public interface ITwinGrain : IGrainWithStringKey
{
    [Alias("Who")]
    Task<string> Who();
}
