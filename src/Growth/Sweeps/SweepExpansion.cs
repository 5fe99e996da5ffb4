using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps;

/// <summary>
/// Makes the experiments of a definition from the points of its search space: each trains something that no other
/// does.
/// </summary>
internal sealed class SweepExpansion
{
    /// <summary>
    /// Points of a random search in a row that train what others do, after which there are taken to be no more.
    /// </summary>
    private const int MostRepeats = 500;

    private static readonly SettingKey SeedKey = new("seed", null);

    private readonly SweepDefinition sweep;
    private readonly DatasetFacts dataset;
    private readonly List<PlannedExperiment> experiments = [];
    private readonly Dictionary<PhaseKey, PlannedExperiment> byTraining = [];
    private readonly List<TrainingConfiguration> configurations = [];
    private int points;

    private SweepExpansion(SweepDefinition sweep, DatasetFacts dataset)
    {
        this.sweep = sweep;
        this.dataset = dataset;
    }

    public IReadOnlyList<PlannedExperiment> Experiments => experiments;

    /// <summary>Of all points, also of those that would have repeated another's training.</summary>
    public IReadOnlyList<TrainingConfiguration> Configurations => configurations;

    /// <summary>
    /// Settings that told apart only points whose training would have been the same; those points are left out.
    /// </summary>
    public SortedSet<SettingKey> Useless { get; } = [];

    /// <summary>Experiments that are left out for it.</summary>
    public int LeftOut { get; private set; }

    /// <exception cref="InvalidInputException">
    /// A rule is broken by some experiment, or two that their author told apart would be the same.
    /// </exception>
    public static SweepExpansion Of(SweepDefinition sweep, DatasetFacts dataset)
    {
        var expansion = new SweepExpansion(sweep, dataset);
        if (sweep.Search.Strategy == SearchStrategy.Random)
            expansion.Draw();
        else
            foreach (var point in sweep.Search.Points())
                expansion.AddListed(point);
        return expansion;
    }

    private void Draw()
    {
        var repeats = 0;
        foreach (var point in sweep.Search.Points())
        {
            repeats = Add(DrawnGroups.Fit(point, sweep)) is null ? 0 : repeats + 1;
            if (points == sweep.MaxExperiments / sweep.Repeats || repeats == MostRepeats)
                return;
        }
    }

    private void AddListed(SearchPoint point)
    {
        if (Add(point) is not { } same)
            return;
        var inert = InertSettings.Of(configurations[^1], dataset);
        var different = point.Settings.Except(same.Varied).Select(s => s.Key).ToArray();
        if (sweep.Search.Strategy == SearchStrategy.List || different.Any(key => !inert.ContainsKey(key.Name)))
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"Experiments {same.Number} and {experiments.Count + 1} would train exactly the same"
                + $"{Why(different, inert)}; vary a setting that matters, or repeat with different seeds."));
        Useless.UnionWith(different);
        LeftOut += sweep.Repeats;
    }

    private static string Why(SettingKey[] different, ImmutableSortedDictionary<string, string> inert) =>
        different.FirstOrDefault(key => inert.ContainsKey(key.Name)) is { } key
            ? $" ({key} has no effect: {inert[key.Name]})"
            : "";

    /// <summary>Adds the experiments of a point.</summary>
    /// <returns>The experiment that trains the same, if there is one; then nothing is added.</returns>
    private PlannedExperiment? Add(SearchPoint point)
    {
        var made = Repeats(point).Select((seeded, i) => Experiment(seeded, experiments.Count + 1 + i)).ToList();
        configurations.AddRange(made.Select(e => e.Configuration));
        if (made.Select(e => byTraining.GetValueOrDefault(e.Phases[^1].Key))
            .FirstOrDefault(e => e is not null) is { } same)
            return same;
        foreach (var experiment in made)
            byTraining.Add(experiment.Phases[^1].Key, experiment);
        experiments.AddRange(made);
        points++;
        return null;
    }

    private IEnumerable<SearchPoint> Repeats(SearchPoint point)
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

    private PlannedExperiment Experiment(SearchPoint point, int number)
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
}

/// <summary>
/// Minibatches and their groups that were drawn from an interval are moved to the nearest value of it with which the
/// groups are whole, so that chance breaks no rule that its author could not have kept.
/// </summary>
internal static class DrawnGroups
{
    /// <summary>The point with such values; one for which there are none is left as it is.</summary>
    public static SearchPoint Fit(SearchPoint point, SweepDefinition sweep) => sweep.Search.Dimensions
        .OfType<RangeDimension>().Where(d => d.Setting.Name is "minibatch" or "minibatchStddevGroup")
        .OrderBy(d => d.Setting.Name, StringComparer.Ordinal)
        .Aggregate(point, (fitted, range) => Fit(fitted, range, sweep.Base));

    private static SearchPoint Fit(SearchPoint point, RangeDimension range, SettingList common)
    {
        var drawn = point.Settings[range.Setting];
        foreach (var value in range.GridValues!.OrderBy(v => Math.Abs(v - drawn)))
        {
            var settings = point.Settings.SetItem(range.Setting, value);
            if (HasWholeGroups(common.With(settings).Apply(), range.Setting))
                return point with { Settings = settings };
        }
        return point;
    }

    private static bool HasWholeGroups(TrainingConfiguration configuration, SettingKey key)
    {
        for (var r = configuration.FirstResolution; r <= configuration.Resolution; r *= 2)
        {
            if (Concerns(key, r, configuration) && !ConfigurationRules.HasWholeGroups(configuration, r))
                return false;
        }
        return true;
    }

    /// <summary>Whether a setting says how large the minibatch at a resolution, or its groups, are.</summary>
    private static bool Concerns(SettingKey key, int resolution, TrainingConfiguration configuration) =>
        key.Name != "minibatch"
        || key.Resolution == resolution
        || (key.Resolution is null && !configuration.Minibatch.Exceptions.ContainsKey(resolution));
}
