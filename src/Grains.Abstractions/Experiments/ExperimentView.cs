using System.Collections.Immutable;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

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
    [Id(3)] public required ImmutableArray<SampleFile> Samples { get; init; }

    /// <summary>Checkpoints along the path, newest first.</summary>
    [Id(4)] public required ImmutableArray<CheckpointFile> Checkpoints { get; init; }

    /// <summary>SWD measurements along the path, by nimg.</summary>
    [Id(5)] public required ImmutableArray<Measurement> Swd { get; init; }

    /// <summary>Name of the dataset that it is trained on.</summary>
    [Id(6)] public required string Dataset { get; init; }
}

/// <summary>An experiment's SWD measurements along its path.</summary>
/// <param name="Experiment">Its number in the sweep.</param>
/// <param name="Points">By nimg; phases that experiments share are in the curve of each.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.swd-curve")]
public sealed record SwdCurve([property: Id(0)] int Experiment, [property: Id(1)] ImmutableArray<Measurement> Points);

/// <summary>
/// Ticks along an experiment's path as columns of equal length, in order of nimg, thinned to what a chart can show.
/// </summary>
[GenerateSerializer, Immutable, Alias("pgganlab.tick-series")]
public sealed record TickSeries
{
    /// <summary>Thousands of real images.</summary>
    [Id(0)] public required ImmutableArray<double> Kimg { get; init; }

    /// <summary>Column name (such as <c>d_loss</c>) to its values.</summary>
    [Id(1)] public required ImmutableSortedDictionary<string, ImmutableArray<double>> Columns { get; init; }
}
