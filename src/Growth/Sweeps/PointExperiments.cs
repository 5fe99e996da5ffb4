using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps;

/// <summary>Makes the experiments of a point: one, or one for each seed where points are repeated.</summary>
internal static class PointExperiments
{
    public static readonly SettingKey SeedKey = new("seed", null);

    /// <param name="sweep">The sweep.</param>
    /// <param name="dataset">What it trains on.</param>
    /// <param name="point">The point.</param>
    /// <param name="first">Number of its first experiment.</param>
    /// <exception cref="InvalidInputException">The point breaks a rule.</exception>
    public static ImmutableArray<PlannedExperiment> Of(
        SweepDefinition sweep, DatasetFacts dataset, SearchPoint point, int first) =>
        [.. Repeats(sweep, point).Select((seeded, i) => Experiment(sweep, dataset, seeded, first + i))];

    /// <summary>One more experiment of a point that is repeated.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="dataset">What it trains on.</param>
    /// <param name="point">The point, without a seed.</param>
    /// <param name="earlier">How many it has.</param>
    /// <param name="number">Number of the experiment.</param>
    public static PlannedExperiment Seed(
        SweepDefinition sweep, DatasetFacts dataset, SearchPoint point, int earlier, int number) =>
        Experiment(sweep, dataset, Seeded(point, FirstSeed(sweep, point) + earlier), number);

    private static IEnumerable<SearchPoint> Repeats(SweepDefinition sweep, SearchPoint point)
    {
        if (sweep.Repeats == 1)
            return [point];
        var first = FirstSeed(sweep, point);
        return Enumerable.Range(0, sweep.Repeats).Select(i => Seeded(point, first + i));
    }

    private static long FirstSeed(SweepDefinition sweep, SearchPoint point) =>
        sweep.Base.With(point.Settings).Apply().Seed;

    private static SearchPoint Seeded(SearchPoint point, long seed)
    {
        var name = point.Name.Length == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{point.Name}, seed {seed}");
        return new SearchPoint(name, point.Settings.SetItem(SeedKey, seed));
    }

    private static PlannedExperiment Experiment(
        SweepDefinition sweep, DatasetFacts dataset, SearchPoint point, int number)
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
