namespace PgGanLab.OrleansConformance.Copying;

[GenerateSerializer]
public readonly record struct Point([property: Id(0)] int X, [property: Id(1)] int Y);
