using System.Collections.Immutable;
using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A phase as part of a sweep's growth tree.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.growth-tree-node")]
public sealed record GrowthTreeNodeView
{
    [Id(0)] public required PhaseView Phase { get; init; }

    /// <summary>Numbers of the sweep's experiments that go through it.</summary>
    [Id(1)] public required ImmutableArray<int> Experiments { get; init; }

    /// <summary>True when the phase was found finished, or is another sweep's to train.</summary>
    [Id(2)] public required bool Reused { get; init; }
}
