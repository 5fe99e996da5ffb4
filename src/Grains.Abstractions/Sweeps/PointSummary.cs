using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// One line about a point of a sweep's search: experiments of the same configuration with different seeds.
/// </summary>
[GenerateSerializer, Immutable, Alias("pgganlab.point-summary")]
public sealed record PointSummary
{
    /// <summary>
    /// What its author calls it, or what it varies beside the seed, in words; <c>base
    /// configuration</c> where that is nothing.
    /// </summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The settings that it varies, without the seed.</summary>
    [Id(1)] public required ImmutableArray<SettingView> Varied { get; init; }

    /// <summary>Numbers of its experiments, rising: one a seed.</summary>
    [Id(2)] public required ImmutableArray<int> Experiments { get; init; }

    /// <summary>
    /// Numbers of those that its mean is over, rising: they have a rank, all at the same resolution,
    /// kimg and number of images.
    /// </summary>
    [Id(3)] public required ImmutableArray<int> Compared { get; init; }

    /// <summary>1 for the point with the least mean; null while none of its seeds is compared.</summary>
    [Id(4)] public required int? Rank { get; init; }

    /// <summary>Mean SWD over the seeds that are compared, of each level and over the levels.</summary>
    [Id(5)] public required Measurement? Swd { get; init; }

    /// <summary>
    /// Standard error of that mean x 10^3; null for fewer than two seeds, which say nothing about it.
    /// </summary>
    [Id(6)] public required double? StandardError { get; init; }

    /// <summary>
    /// How sure it is that no other point has a better mean, 0 to 1 (<see cref="SeedContest.Certainty"/>); only of the
    /// first, and where several points have results.
    /// </summary>
    [Id(7)] public required double? Certainty { get; init; }

    /// <summary>Whether its author named it; then the name says more than its settings do.</summary>
    public bool HasOwnName() => Name != string.Join(", ", Varied);

    /// <inheritdoc cref="ExperimentSummary.NameOrSettings"/>
    public string NameOrSettings(string separator) =>
        HasOwnName() ? Name : string.Join(separator, Varied.Select(s => s.Short()));

    /// <summary>Its mean SWD and the standard error of that: <c>5.83 ± 0.21</c>.</summary>
    public string SwdInWords() => Readable.Swd(Swd?.Average, StandardError);

    /// <summary>Whether its mean leaves out seeds that wait, train or ended without a result.</summary>
    public bool IsPartial() => Compared.Length < Experiments.Length;

    /// <summary>Over how many seeds it is: <c>3 seeds</c>, <c>2 of 3 seeds</c>.</summary>
    public string Seeds() => SeedCount.Words(Compared.Length, Experiments.Length);

    /// <summary>Its experiments: <c>#4–#6</c> where they follow each other, else <c>#1, #4, #7</c>.</summary>
    public string Numbers() => Experiments.Length > 2 && Experiments[^1] - Experiments[0] == Experiments.Length - 1
        ? $"#{Experiments[0]}–#{Experiments[^1]}"
        : string.Join(", ", Experiments.Select(n => $"#{n}"));
}
