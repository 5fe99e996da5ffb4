using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Stopping;

/// <summary>How a sweep spends less on what looks worse, as its author wrote it.</summary>
/// <param name="Rule">Which rule.</param>
public sealed record StoppingDefinition(StoppingRule Rule)
{
    /// <summary>Where the paper's eta and Ray's and Optuna's reduction factor are left out.</summary>
    public const int UsualReduction = 3;

    /// <summary>Where the median rule's startup is left out, as in Optuna.</summary>
    public const int UsualStartup = 5;

    /// <summary>Of how many points one goes on from a rung; not the median rule's.</summary>
    public int ReductionFactor { get; init; } = UsualReduction;

    /// <summary>Where points are compared; empty: at the end of every resolution from 16 px on but the last.</summary>
    public ImmutableArray<RungPlace> Rungs { get; init; } = [];

    /// <summary>Brackets of a Hyperband, which begin to be held one rung after the other; null: as many as there can be.
    /// </summary>
    public int? Brackets { get; init; }

    /// <summary>The median rule lets everyone on while fewer others have been at a rung.</summary>
    public int Startup { get; init; } = UsualStartup;

    /// <summary>How members of a population copy each other; of <see cref="StoppingRule.Pbt"/> alone.</summary>
    public PopulationOptions? Population { get; init; }

    /// <summary>Whether the rule has a reduction factor.</summary>
    public bool Reduces => Rule is not (StoppingRule.Median or StoppingRule.Pbt);

    /// <summary>Whether its points are divided into brackets.</summary>
    public bool HasBrackets => Rule is StoppingRule.Hyperband or StoppingRule.AsyncHyperband;
}

/// <summary>Which experiments go on from a rung, and when that is decided.</summary>
public enum StoppingRule
{
    /// <summary>
    /// Successive halving: once all are at a rung, the best go on. Source: Jamieson and Talwalkar 2016, arXiv 1502.07943.
    /// </summary>
    Halving,

    /// <summary>
    /// The same without waiting for the others. Source: Li et al. 2020, arXiv 1810.05934 (ASHA).
    /// </summary>
    Asha,

    /// <summary>
    /// Successive halving in brackets that begin at later and later rungs. Source: Li et al. 2018, arXiv 1603.06560.
    /// </summary>
    Hyperband,

    /// <summary>The same brackets, each an ASHA.</summary>
    AsyncHyperband,

    /// <summary>
    /// Who is no worse than the median of the others goes on. Source: Golovin et al. 2017 (Vizier), section 3.2.
    /// </summary>
    Median,

    /// <summary>
    /// Population based training: nobody is held for long; the worst go on as copies of the best, with settings changed.
    /// Source: Jaderberg et al. 2017, arXiv 1711.09846.
    /// </summary>
    Pbt,
}

/// <summary>A rung as it is written: <c>16</c>, or <c>300 kimg</c>.</summary>
/// <param name="Resolution">The end of this resolution's stabilizing phase, in pixels.</param>
/// <param name="Kimg">Or so many thousands of real images since the run's beginning, in its last phase.</param>
public sealed record RungPlace(int? Resolution, double? Kimg)
{
    public override string ToString() => Resolution is { } pixels ? $"{pixels}" : $"{NumberText.Of(Kimg!.Value)} kimg";
}

/// <summary>Words of the rules.</summary>
public static class StoppingRules
{
    /// <summary>How files name it: <c>asha</c>, <c>async-hyperband</c>.</summary>
    public static string Word(this StoppingRule rule) =>
        rule == StoppingRule.AsyncHyperband ? "async-hyperband" : rule.ToString().ToLowerInvariant();

    /// <summary>The keys of the file form that it takes besides <c>rule</c> and <c>rungs</c>.</summary>
    public static ImmutableArray<string> Options(this StoppingRule rule) => rule switch
    {
        StoppingRule.Halving or StoppingRule.Asha => ["reductionFactor"],
        StoppingRule.Median => ["startup"],
        StoppingRule.Pbt => ["quantile", "resample", "factor", "explore"],
        _ => ["reductionFactor", "brackets"],
    };

    /// <summary>All words.</summary>
    public static ImmutableArray<string> Words { get; } = [.. Enum.GetValues<StoppingRule>().Select(Word)];

    /// <summary>How people name it: <c>ASHA</c>.</summary>
    public static string Title(this StoppingRule rule) => rule switch
    {
        StoppingRule.Halving => "successive halving",
        StoppingRule.Asha => "ASHA",
        StoppingRule.Hyperband => "Hyperband",
        StoppingRule.AsyncHyperband => "asynchronous Hyperband",
        StoppingRule.Pbt => "population based training",
        _ => "the median rule",
    };
}
