using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Sweeps;

/// <summary>A sweep as its author defines it: base configuration, search space, strategy and budget.</summary>
/// <param name="Name">For people; need not be unique.</param>
/// <param name="Dataset">Name of a dataset of the lab.</param>
/// <param name="Base">Settings that differ from the paper's defaults.</param>
/// <param name="Search">What varies, and how points are chosen.</param>
/// <param name="Repeats">Experiments of each point, with seeds base seed, base seed + 1, …; the first ones where
/// <see cref="MoreRepeats"/> gives some points more.</param>
/// <param name="MaxExperiments">Budget: most experiments. A search that draws makes exactly so many.</param>
public sealed record SweepDefinition(
    string Name, string Dataset, SettingList Base, SearchSpace Search, int Repeats, int MaxExperiments)
{
    /// <summary>What its experiments are ranked by.</summary>
    public SweepObjective Objective { get; init; } = SweepObjective.Swd;

    /// <summary>Which workers train it.</summary>
    public WorkerChoice Workers { get; init; } = WorkerChoice.Any;

    /// <summary>What it may use besides.</summary>
    public SweepBudget Budget { get; init; } = SweepBudget.None;

    /// <summary>The rule by which points get more seeds than <see cref="Repeats"/>; null where none does.</summary>
    public AdaptiveRepeats? MoreRepeats { get; init; }

    /// <summary>Whether some of its experiments are chosen from the results of others.</summary>
    public bool Grows => Search.Learns || MoreRepeats is not null;

    /// <summary>Sweeps with a greater one get devices first; 0 unless its author says otherwise.</summary>
    public int Priority { get; init; }

    /// <summary>Which experiments train on beyond which point; null: all.</summary>
    public StoppingDefinition? Stopping { get; init; }

    /// <summary>The same, ranked by an extractor of a lab where its objective needs one.</summary>
    /// <inheritdoc cref="SweepObjective.ByExtractorOf"/>
    public SweepDefinition ByExtractorOf(IReadOnlyList<string> extractors) =>
        this with { Objective = Objective.ByExtractorOf(extractors) };

    /// <summary>Most experiments that any sweep may have.</summary>
    public const int ExperimentLimit = 10_000;

    /// <summary>The settings in which its experiments may differ from the base, in order.</summary>
    public IEnumerable<SettingKey> Varied => Search.Dimensions.Concat<SpaceEntry>(Search.Derived)
        .SelectMany(e => e.Settings)
        .Concat(Search.Listed.SelectMany(p => p.Settings.Keys))
        .Concat(Repeats > 1 ? [new SettingKey("seed", null)] : [])
        .Distinct().Order();
}

/// <summary>Which running sweep gets devices first.</summary>
public static class SweepPriority
{
    /// <summary>Its name in files and requests.</summary>
    public const string Key = "priority";

    /// <summary>The greatest; the least is its negative.</summary>
    public const int Most = 100;

    /// <summary>Refuses what is no priority.</summary>
    /// <exception cref="InvalidInputException">It is out of range.</exception>
    public static void Check(int priority)
    {
        if (priority is < -Most or > Most)
            throw new InvalidInputException(
                $"'{Key}' is {priority}; it must be a whole number from {-Most} to {Most}.");
    }
}
