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
    /// Draws in a row that train what others do or break a rule, after which there are taken to be no more.
    /// </summary>
    private const int MostMisses = 500;

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

    /// <summary>The first rule that a draw broke, which was drawn again; null where none did.</summary>
    public string? BrokenRule { get; private set; }

    /// <exception cref="InvalidInputException">
    /// A rule is broken by some experiment (of those that are drawn, by all), or two that their author told apart would
    /// be the same.
    /// </exception>
    public static SweepExpansion Of(SweepDefinition sweep, DatasetFacts dataset)
    {
        var expansion = new SweepExpansion(sweep, dataset);
        if (sweep.Search.IsDrawn)
            expansion.Draw();
        else
            foreach (var point in sweep.Search.Points(sweep.Base))
                expansion.AddListed(point);
        return expansion.experiments.Count > 0 ? expansion : throw new InvalidInputException(
            expansion.BrokenRule ?? "No point of search.space keeps search.constraints; widen one of them.");
    }

    private void Draw()
    {
        var misses = 0;
        foreach (var point in sweep.Search.Points(sweep.Base))
        {
            misses = TryAdd(point) ? 0 : misses + 1;
            if (points == sweep.MaxExperiments / sweep.Repeats || misses == MostMisses)
                return;
        }
    }

    /// <summary>Adds a drawn point unless it trains what another does or breaks a rule.</summary>
    private bool TryAdd(SearchPoint point)
    {
        try
        {
            return Add(point) is null;
        }
        catch (InvalidInputException e) when (points >= sweep.Search.TryFirst.Length)
        {
            BrokenRule ??= e.Message;
            return false;
        }
    }

    private void AddListed(SearchPoint point)
    {
        if (Add(point) is not { } same)
            return;
        var inert = InertSettings.Of(configurations[^1], dataset);
        var different = Different(point, same);
        if (sweep.Search.Strategy == SearchStrategy.List || different.Any(key => !inert.ContainsKey(key.Name)))
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"Experiments {same.Number} and {experiments.Count + 1} would train exactly the same"
                + $"{Why(different, inert)}; vary a setting that matters, or repeat with different seeds."));
        Useless.UnionWith(different);
        LeftOut += sweep.Repeats;
    }

    /// <summary>The settings in which a point differs from an experiment; the seeds of repeats don't count.</summary>
    private static SettingKey[] Different(SearchPoint point, PlannedExperiment same) =>
    [
        .. point.Settings.Except(same.Varied).Select(s => s.Key)
            .Union(same.Varied.Keys.Where(k => k != PointExperiments.SeedKey && !point.Settings.ContainsKey(k))),
    ];

    private static string Why(SettingKey[] different, ImmutableSortedDictionary<string, string> inert) =>
        different.FirstOrDefault(key => inert.ContainsKey(key.Name)) is { } key
            ? $" ({key} has no effect: {inert[key.Name]})"
            : "";

    /// <summary>Adds the experiments of a point.</summary>
    /// <returns>The experiment that trains the same, if there is one; then nothing is added.</returns>
    private PlannedExperiment? Add(SearchPoint point)
    {
        var made = PointExperiments.Of(sweep, dataset, point, experiments.Count + 1);
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
}
