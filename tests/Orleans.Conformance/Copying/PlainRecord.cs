namespace PgGanLab.OrleansConformance.Copying;

/// <summary>Not serializable, on purpose.</summary>
public sealed record PlainRecord(string Name);
