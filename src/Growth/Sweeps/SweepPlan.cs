using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Sweeps;

/// <summary>What a sweep will do: its experiments and their merged growth tree.</summary>
public sealed class SweepPlan
{
    /// <summary>Most combinations of a grid that are looked through for those that constraints allow.</summary>
    private const int MostCounted = 100_000;

    private SweepPlan(
        ImmutableArray<PlannedExperiment> experiments, int foreseen, ImmutableArray<string> remarks)
    {
        Experiments = experiments;
        Foreseen = foreseen;
        MostExperiments = experiments.Length;
        Remarks = remarks;
        Tree = GrowthTree.Of(experiments.Select(e => KeyValuePair.Create(
            e.Number.ToString(CultureInfo.InvariantCulture), e.Phases)));
    }

    public ImmutableArray<PlannedExperiment> Experiments { get; }

    /// <summary>
    /// How many of the experiments, from the first on, will be these: a search that learns chooses the others from
    /// results, and those of the plan stand for what they cost.
    /// </summary>
    public int Foreseen { get; }

    /// <summary>Most experiments that there will be: more than the plan's where seeds are added.</summary>
    public int MostExperiments { get; private init; }

    /// <summary>What its author should know before it is launched, a sentence each.</summary>
    public ImmutableArray<string> Remarks { get; }

    /// <summary>The sweep's stopping rule with its rungs; null where all experiments train to their end.</summary>
    public StoppingPolicy? Stopping { get; private init; }

    /// <summary>The experiments' phases, merged; experiments are named by their numbers.</summary>
    public GrowthTree Tree { get; }

    /// <summary>Expands a definition into experiments: a pure function of its arguments.</summary>
    /// <exception cref="InvalidInputException">
    /// A rule is broken by some experiment, two experiments would be the same, or there are too many.
    /// </exception>
    public static SweepPlan Of(SweepDefinition sweep, DatasetFacts dataset)
    {
        CheckSize(sweep);
        LearningRules.Check(sweep);
        var expansion = SweepExpansion.Of(sweep, dataset);
        CheckAugmentation(expansion.Configurations);
        sweep.Objective.Check(expansion.Configurations[0].Resolution);
        var inert = InertEverywhere(expansion.Configurations, dataset);
        CheckVaried(sweep, inert);
        return new SweepPlan([.. expansion.Experiments],
            LearningRules.Foreseen(sweep, expansion.Experiments.Count), [.. RemarksOn(sweep, dataset, expansion, inert)])
        {
            MostExperiments = Most(sweep, expansion),
            Stopping = StoppingPlan.Of(sweep, expansion.Experiments),
        };
    }

    private static int Most(SweepDefinition sweep, SweepExpansion expansion) => sweep.MoreRepeats is null
        ? expansion.Experiments.Count
        : RepeatProposals.Most(sweep, expansion.Experiments.Count / sweep.Repeats);

    /// <summary>The plan of experiments that a search proposed.</summary>
    public static SweepPlan Part(ImmutableArray<PlannedExperiment> experiments) =>
        new(experiments, experiments.Length, []);

    /// <summary>Settings that influence no experiment, each with why.</summary>
    private static ImmutableSortedDictionary<string, string> InertEverywhere(
        IReadOnlyList<TrainingConfiguration> configurations, DatasetFacts dataset)
    {
        var inert = InertSettings.Of(configurations[0], dataset);
        foreach (var configuration in configurations.Skip(1))
            inert = inert.RemoveRange(inert.Keys.Except(InertSettings.Of(configuration, dataset).Keys));
        return inert;
    }

    /// <summary>A setting that is varied and matters nowhere is a mistake.</summary>
    private static void CheckVaried(SweepDefinition sweep, ImmutableSortedDictionary<string, string> inert)
    {
        var varied = sweep.Search.Dimensions.Where(d => d.GridValues is not { Count: 1 }).Select(d => d.Setting);
        if (varied.FirstOrDefault(key => inert.ContainsKey(key.Name)) is { } useless)
            throw new InvalidInputException(
                $"Setting '{useless}' is varied, but has no effect in any experiment: {inert[useless.Name]}.");
    }

    private static IEnumerable<string> RemarksOn(
        SweepDefinition sweep, DatasetFacts dataset, SweepExpansion expansion,
        ImmutableSortedDictionary<string, string> inert)
    {
        var defaults = new TrainingConfiguration();
        foreach (var (key, value) in sweep.Base.Values.Where(s => inert.ContainsKey(s.Key.Name)))
            if (!value.Equals(key.Definition.Get(defaults, null)))
                yield return $"{key} has no effect: {inert[key.Name]}.";
        if (expansion.LeftOut > 0)
            yield return $"{Readable.Plural(expansion.LeftOut, "experiment is", "experiments are")} left out: "
                + $"{string.Join(" and ", expansion.Useless)} would have no effect, and the same be trained again.";
        if (expansion.BrokenRule is { } broken)
            yield return $"Draws that break a rule are drawn again; the first one: {broken}";
        if (sweep.Search.IsDrawn
            && expansion.Experiments.Count < sweep.MaxExperiments / sweep.Repeats * sweep.Repeats)
            yield return "The search space has "
                + $"{Readable.Plural(expansion.Experiments.Count, "different experiment")}; the budget would allow "
                + $"{sweep.MaxExperiments}.";
        if (sweep.Objective is { NeedsExtractor: true, Extractor: { } extractor })
            yield return $"At the end of each of {Readable.Plural(expansion.Experiments.Count, "experiment")} extractor "
                + $"{Readable.ShortSha(extractor)} looks at "
                + $"{Readable.Plural(Math.Min(expansion.Configurations[0].SwdImages, dataset.Images), "image")}; the times "
                + "do not contain that.";
        if (sweep.MoreRepeats is { } more)
            yield return $"Each point is trained with {Readable.Plural(sweep.Repeats, "seed")}; where the ranking is "
                + $"undecided, points get up to {more.Most}, so that there are "
                + $"{Readable.Plural(Most(sweep, expansion), "experiment")} at most.";
        if (LearningRules.Foreseen(sweep, expansion.Experiments.Count) is var foreseen
            && foreseen < expansion.Experiments.Count)
            yield return $"The first {Readable.Plural(foreseen, "experiment")} will be these; "
                + $"{sweep.Search.StrategyName} chooses the others from results, and the kimg are the most that they "
                + "can take.";
    }

    private static void CheckSize(SweepDefinition sweep)
    {
        var most = sweep.MaxExperiments;
        if (sweep.Search.IsDrawn)
        {
            if (sweep.Repeats > most)
                throw new InvalidInputException(
                    $"repeats is {sweep.Repeats}, but the budget allows {Readable.Plural(most, "experiment")}; raise "
                    + "budget.maxExperiments or lower repeats.");
            return;
        }
        var points = Points(sweep);
        var experiments = points * sweep.Repeats;
        var what = sweep.Search.Strategy == SearchStrategy.Grid ? "grid" : "list";
        if (experiments > most)
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"The {what} has {Readable.Plural(points, "point")}, {Readable.Plural(experiments, "experiment")} with "
                + $"repeats; the budget allows {most}: list fewer values or raise budget.maxExperiments (at most "
                + $"{SweepDefinition.ExperimentLimit})."));
    }

    /// <summary>How many points a grid or a list has, without those that constraints forbid.</summary>
    private static long Points(SweepDefinition sweep)
    {
        var size = sweep.Search.Size;
        if (!sweep.Search.MayDropPoints)
            return size;
        return size <= MostCounted
            ? sweep.Search.Points(sweep.Base).LongCount()
            : throw new InvalidInputException(
                $"The grid has {Readable.Plural(size, "combination")} before conditions and constraints; "
                + $"{MostCounted} at most are looked through: list fewer values, or draw them with strategy random.");
    }

    /// <summary>
    /// A target that steers nothing anywhere is a mistake; beside experiments that it steers, those without
    /// augmentation are what they are compared with.
    /// </summary>
    private static void CheckAugmentation(IEnumerable<TrainingConfiguration> configurations)
    {
        var steered = configurations.Select(c => c.Augment).Where(a => a.Target > 0).ToArray();
        if (steered.Length > 0 && !steered.Any(a => a.Active))
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"augmentTarget is {steered[0].Target}, but nothing is augmented with it; switch on augmentColor, "
                + $"augmentTranslation or augmentCutout, or leave augmentTarget at 0."));
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
