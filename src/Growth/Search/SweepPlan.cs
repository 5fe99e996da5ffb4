using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Tree;

namespace PgGanLab.Growth.Search;

/// <summary>What a sweep will do: its experiments and their merged growth tree.</summary>
public sealed class SweepPlan
{
    private static readonly SettingKey SeedKey = new("seed", null);

    private SweepPlan(ImmutableArray<PlannedExperiment> experiments)
    {
        Experiments = experiments;
        Tree = GrowthTree.Of(experiments.Select(e => KeyValuePair.Create(e.Number.ToString(CultureInfo.InvariantCulture), e.Phases)));
    }

    public ImmutableArray<PlannedExperiment> Experiments { get; }

    /// <summary>The experiments' phases, merged; experiments are named by their numbers.</summary>
    public GrowthTree Tree { get; }

    /// <summary>Expands a definition into experiments: a pure function of its arguments.</summary>
    /// <exception cref="InvalidInputException">A rule is broken by some experiment, two experiments would be the same, or there are too many.</exception>
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
        var seed = sweep.Base.With(point.Settings).Apply().Seed;
        return Enumerable.Range(0, sweep.Repeats).Select(i => new SearchPoint(
            point.Name.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{point.Name}, seed {seed + i}") : "", point.Settings.SetItem(SeedKey, seed + i)));
    }

    private static PlannedExperiment Experiment(
        int number, SweepDefinition sweep, DatasetFacts dataset, SearchPoint point)
    {
        var settings = sweep.Base.With(point.Settings);
        var configuration = settings.Apply();
        foreach (var beyond in settings.Values.Keys.Where(k => k.Resolution > configuration.Resolution))
            throw new InvalidInputException($"Setting '{beyond}' has no effect: the final resolution is {configuration.Resolution} px; remove it or raise resolution.");
        return new PlannedExperiment(number, point.Name, point.Settings, settings, configuration, ExperimentPath.Of(configuration, dataset));
    }

    private static void CheckSize(SweepDefinition sweep)
    {
        var most = sweep.MaxExperiments;
        if (sweep.Search.Strategy != SearchStrategy.Random && sweep.Search.Size * sweep.Repeats > most)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"The {(sweep.Search.Strategy == SearchStrategy.Grid ? "grid" : "list")} has {sweep.Search.Size} points, {sweep.Search.Size * sweep.Repeats} experiments with repeats; the budget allows {most}: list fewer values or raise budget.maxExperiments (at most {SweepDefinition.ExperimentLimit})."));
        if (sweep.Search.Strategy == SearchStrategy.Random && sweep.Repeats > most)
            throw new InvalidInputException($"repeats is {sweep.Repeats}, but the budget allows {most} experiments; raise budget.maxExperiments or lower repeats.");
    }

    /// <summary>
    /// A target that steers nothing anywhere is a mistake; beside experiments that it steers, those without augmentation are what they are compared with.
    /// </summary>
    private static void CheckAugmentation(IEnumerable<PlannedExperiment> experiments)
    {
        var steered = experiments.Select(e => e.Configuration.Augment).Where(a => a.Target > 0).ToArray();
        if (steered.Length > 0 && !steered.Any(a => a.Active))
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"augmentTarget is {steered[0].Target}, but nothing is augmented with it; switch on augmentColor, augmentTranslation or augmentCutout, or leave augmentTarget at 0."));
    }

    private static void CheckDistinct(IEnumerable<PlannedExperiment> experiments)
    {
        if (experiments.GroupBy(e => e.Phases[^1].Key).FirstOrDefault(g => g.Count() > 1)?.ToArray() is { } same)
            throw new InvalidInputException(
                $"Experiments {same[0].Number} and {same[1].Number} would train exactly the same; vary a setting that matters, or repeat with different seeds.");
    }
}
