namespace PgGanLab.OrleansConformance.Copying;

[GenerateSerializer]
public sealed record Circle : Shape
{
    [Id(0)]
    public double Radius { get; init; }
}
