namespace PgGanLab.OrleansConformance.References;

/// <summary>No class implements it.</summary>
[Alias("IOrphanGrain")]
public interface IOrphanGrain : IGrainWithStringKey;
