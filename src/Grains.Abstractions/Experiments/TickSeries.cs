using System.Collections.Immutable;

namespace PgGanLab.Grains.Experiments;

/// <summary>Ticks along an experiment's path as columns of equal length, in order of nimg, thinned to what a chart can show.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.tick-series")]
public sealed record TickSeries
{
    /// <summary>Thousands of real images.</summary>
    [Id(0)] public required ImmutableArray<double> Kimg { get; init; }

    /// <summary>Column name (such as <c>d_loss</c>) to its values.</summary>
    [Id(1)] public required ImmutableSortedDictionary<string, ImmutableArray<double>> Columns { get; init; }
}
