using System.Collections.Immutable;

namespace PgGanLab.OrleansConformance.Copying;

[GenerateSerializer]
public sealed class Drawing
{
    [Id(0)]
    private int _secret;

    [Id(1)]
    public Shape? Shape { get; set; }

    [Id(2)]
    public ImmutableArray<Point> Points { get; init; } = [];

    [Id(3)]
    public Dictionary<string, Shape[]> ByName { get; init; } = [];

    [Id(4)]
    public Drawing? Next { get; set; }

    [Id(5)]
    public Color? Color { get; set; }

    [Id(6)]
    public IEchoGrain? Grain { get; set; }

    /// <summary>No part of the contract: it does not cross.</summary>
    [field: NonSerialized]
    public string Note { get; set; } = "unset";

    public int Secret() => _secret;

    public void SetSecret(int value) => _secret = value;
}
