namespace PgGanLab.OrleansConformance.Copying;

[GenerateSerializer]
public sealed record Box<T>([property: Id(0)] T Content);
