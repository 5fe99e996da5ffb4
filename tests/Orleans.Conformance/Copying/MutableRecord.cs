namespace PgGanLab.OrleansConformance.Copying;

[GenerateSerializer]
public sealed record MutableRecord([property: Id(0)] string Name, [property: Id(1)] List<int> Numbers);
