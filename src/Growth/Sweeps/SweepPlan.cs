using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps;

/// <summary>What a sweep will do: its experiments and their merged growth tree.</summary>
public sealed class SweepPlan
{
    private static readonly SettingKey SeedKey = new("seed", null);

    private SweepPlan(ImmutableArray<PlannedExperiment> experiments)
    {
        Experiments = experiments;
        Tree = GrowthTree.Of(experiments.Select(e => KeyValuePair.Create(
            e.Number.ToString(CultureInfo.InvariantCulture), e.Phases)));
    }

    public ImmutableArray<PlannedExperiment> Experiments { get; }

    /// <summary>The experiments' phases, merged; experiments are named by their numbers.</summary>
    public GrowthTree Tree { get; }

    /// <summary>Expands a definition into experiments: a pure function of its arguments.</summary>
    /// <exception cref="InvalidInputException">
    /// A rule is broken by some experiment, two experiments would be the same, or there are too many.
    /// </exception>
    public static SweepPlan Of(SweepDefinition sweep, DatasetFacts dataset)
    {
        CheckSize(sweep);
        var points = sweep.Search.Points();
        if (sweep.Search.Strategy == SearchStrategy.Random)
            points = points.Take(sweep.MaxExperiments / sweep.Repeats);
        var experiments = ImmutableArray.CreateBuilder<PlannedExperiment>();
        foreach (var point in points.SelectMany(point => Repeats(sweep, point)))
            experiments.Add(Experiment(experiments.Count + 1, sweep, dataset, point));
        CheckAugmentation(experiments);
        CheckDistinct(experiments);
        return new SweepPlan(experiments.ToImmutable());
    }

    private static IEnumerable<SearchPoint> Repeats(SweepDefinition sweep, SearchPoint point)
    {
        if (sweep.Repeats == 1)
            return [point];
        var first = sweep.Base.With(point.Settings).Apply().Seed;
        return Enumerable.Range(0, sweep.Repeats).Select(i => Seeded(point, first + i));
    }

    private static SearchPoint Seeded(SearchPoint point, long seed)
    {
        var name = point.Name.Length == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{point.Name}, seed {seed}");
        return new SearchPoint(name, point.Settings.SetItem(SeedKey, seed));
    }

    private static PlannedExperiment Experiment(
        int number, SweepDefinition sweep, DatasetFacts dataset, SearchPoint point)
    {
        var settings = sweep.Base.With(point.Settings);
        var configuration = settings.Apply();
        foreach (var beyond in settings.Values.Keys.Where(k => k.Resolution > configuration.Resolution))
            throw new InvalidInputException(
                $"Setting '{beyond}' has no effect: the final resolution is {configuration.Resolution} px; remove it "
                + "or raise resolution.");
        var phases = ExperimentPath.Of(configuration, dataset);
        return new PlannedExperiment(number, point.Name, point.Settings, settings, configuration, phases);
    }

    private static void CheckSize(SweepDefinition sweep)
    {
        var most = sweep.MaxExperiments;
        if (sweep.Search.Strategy == SearchStrategy.Random)
        {
            if (sweep.Repeats > most)
                throw new InvalidInputException(
                    $"repeats is {sweep.Repeats}, but the budget allows {most} experiments; raise "
                    + "budget.maxExperiments or lower repeats.");
            return;
        }
        var points = sweep.Search.Size;
        var experiments = points * sweep.Repeats;
        var what = sweep.Search.Strategy == SearchStrategy.Grid ? "grid" : "list";
        if (experiments > most)
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"The {what} has {points} points, {experiments} experiments with repeats; the budget allows {most}: "
                + $"list fewer values or raise budget.maxExperiments (at most {SweepDefinition.ExperimentLimit})."));
    }

    /// <summary>
    /// A target that steers nothing anywhere is a mistake; beside experiments that it steers, those without
    /// augmentation are what they are compared with.
    /// </summary>
    private static void CheckAugmentation(IEnumerable<PlannedExperiment> experiments)
    {
        var steered = experiments.Select(e => e.Configuration.Augment).Where(a => a.Target > 0).ToArray();
        if (steered.Length > 0 && !steered.Any(a => a.Active))
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"augmentTarget is {steered[0].Target}, but nothing is augmented with it; switch on augmentColor, "
                + $"augmentTranslation or augmentCutout, or leave augmentTarget at 0."));
    }

    private static void CheckDistinct(IEnumerable<PlannedExperiment> experiments)
    {
        var last = experiments.GroupBy(e => e.Phases[^1].Key);
        if (last.FirstOrDefault(group => group.Count() > 1)?.ToArray() is { } same)
            throw new InvalidInputException(
                $"Experiments {same[0].Number} and {same[1].Number} would train exactly the same; vary a setting that "
                + "matters, or repeat with different seeds.");
    }
}

/// <summary>One experiment that a sweep makes.</summary>
/// <param name="Number">1, 2, … within its sweep.</param>
/// <param name="Name">What its point is called; empty for what its settings say.</param>
/// <param name="Varied">
/// The settings in which it differs from the base: the searched ones, and the seed where points are repeated.
/// </param>
/// <param name="Settings">All settings that differ from the paper's defaults.</param>
/// <param name="Configuration">The full configuration.</param>
/// <param name="Phases">Its path through the growth tree.</param>
public sealed record PlannedExperiment(
    int Number,
    string Name,
    ImmutableSortedDictionary<SettingKey, double> Varied,
    SettingList Settings,
    TrainingConfiguration Configuration,
    ImmutableArray<PlannedPhase> Phases);
