using System.Collections.Immutable;

namespace PgGanLab.Grains.Catalog;

/// <summary>What became of the wish to remove a dataset.</summary>
/// <param name="IsRemoved">Whether it is off the record; its files may go then.</param>
/// <param name="NeededBy">Unfinished sweeps that need it, by id; with any of them it stays.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.dataset-removal")]
public sealed record DatasetRemoval([property: Id(0)] bool IsRemoved, [property: Id(1)] ImmutableArray<string> NeededBy);
