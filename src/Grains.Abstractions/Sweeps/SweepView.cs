using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A sweep's page.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.sweep-view")]
public sealed record SweepView
{
    [Id(0)] public required SweepSummary Summary { get; init; }

    /// <summary>Ranked experiments best first, then the others by number.</summary>
    [Id(1)] public required ImmutableArray<ExperimentSummary> Experiments { get; init; }

    /// <summary>The growth tree, parents before children.</summary>
    [Id(2)] public required ImmutableArray<GrowthTreeNodeView> Tree { get; init; }

    /// <summary>SWD of the untrained generator at the final resolution; null until measured.</summary>
    [Id(3)] public required Measurement? UntrainedSwd { get; init; }

    /// <summary>
    /// SWD of real images against other real images at the final resolution; null until measured. Its images are at
    /// most half of the dataset: fewer than <see cref="SwdImages"/> where that is more.
    /// </summary>
    [Id(4)] public required Measurement? FloorSwd { get; init; }

    /// <summary>The sweep's file form.</summary>
    [Id(5)] public required string DefinitionJson { get; init; }

    /// <summary>
    /// Images of each kind in the measurements of its generators: as asked for, at most as many as the dataset has.
    /// </summary>
    [Id(6)] public required int SwdImages { get; init; }

    /// <summary>
    /// Where some experiments repeat others with other seeds: the points that they are of, ranked by their means, best
    /// first. Empty where no point has several seeds.
    /// </summary>
    [Id(7)] public ImmutableArray<PointSummary> Points { get; init; } = [];

    /// <summary>Where its stopping rule compares points, and who went on; empty without such a rule.</summary>
    [Id(8)] public ImmutableArray<RungView> Rungs { get; init; } = [];

    /// <summary>
    /// Experiments that are trained again where the sweep is: those that failed or were cancelled, but for those that
    /// go through a phase which diverged.
    /// </summary>
    public int Restartable()
    {
        var diverged = Tree.Where(n => n.Phase.Status == PhaseStatus.Diverged).SelectMany(n => n.Experiments)
            .ToHashSet();
        return Experiments.Count(e => e.Status is ExperimentStatus.Failed or ExperimentStatus.Cancelled
            && !diverged.Contains(e.Number));
    }
}

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
