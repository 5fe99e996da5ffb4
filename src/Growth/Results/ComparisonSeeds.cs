using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>The repeats of one configuration that a row of a table stands for: the row's result is their mean.</summary>
/// <param name="Experiments">Ids of all of its experiments, one a seed.</param>
/// <param name="Measured">Ids of those that the mean is over: measured at equal resolution and kimg, with equally many images.</param>
/// <param name="StandardErrors">How far the mean can be trusted; null for fewer than two seeds, which say nothing about it.</param>
public sealed record ComparisonSeeds(ImmutableArray<string> Experiments, ImmutableArray<string> Measured, StandardErrors? StandardErrors)
{
    /// <summary>Over how many seeds the row is: <c>3 seeds</c>, <c>2 of 3 seeds</c>.</summary>
    public string Count() => SeedCount.Words(Measured.Length, Experiments.Length);
}
