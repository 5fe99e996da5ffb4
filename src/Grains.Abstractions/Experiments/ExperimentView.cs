using System.Collections.Immutable;
using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Experiments;

/// <summary>An experiment's page.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.experiment-view")]
public sealed record ExperimentView
{
    [Id(0)] public required ExperimentSummary Summary { get; init; }

    /// <summary>Every setting with its value, defaults included.</summary>
    [Id(1)] public required ImmutableArray<SettingView> Settings { get; init; }

    /// <summary>Its path through the growth tree.</summary>
    [Id(2)] public required ImmutableArray<PhaseView> Phases { get; init; }

    /// <summary>Sample grids along the path, by nimg.</summary>
    [Id(3)] public required ImmutableArray<SampleView> Samples { get; init; }

    /// <summary>Checkpoints along the path, newest first.</summary>
    [Id(4)] public required ImmutableArray<CheckpointView> Checkpoints { get; init; }

    /// <summary>SWD measurements along the path, by nimg.</summary>
    [Id(5)] public required ImmutableArray<SwdView> Swd { get; init; }
}
