namespace PgGanLab.OrleansConformance.Copying;

[GenerateSerializer]
public abstract record Shape
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(1)]
    public List<string> Tags { get; init; } = [];
}
