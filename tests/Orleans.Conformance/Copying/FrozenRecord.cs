namespace PgGanLab.OrleansConformance.Copying;

/// <summary>Breaks its promise in the tests, to show that nobody copied it.</summary>
[GenerateSerializer, Immutable]
public sealed record FrozenRecord([property: Id(0)] List<int> Numbers);
