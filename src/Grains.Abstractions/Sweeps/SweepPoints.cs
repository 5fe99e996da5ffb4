using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Sweeps;

/// <summary>The points of a sweep's search, each with its repeats.</summary>
public static class SweepPoints
{
    /// <summary>The setting in which repeats differ.</summary>
    public const string Seed = "seed";

    /// <summary>Name of what varies nothing.</summary>
    public const string BaseConfiguration = "base configuration";

    /// <summary>
    /// Ranked points best first, then the others in the order of their experiments; none where no point has several
    /// seeds, so that the experiments are the points.
    /// </summary>
    /// <param name="experiments">All of one sweep, with their ranks.</param>
    public static ImmutableArray<PointSummary> Of(IReadOnlyCollection<ExperimentSummary> experiments)
    {
        var points = experiments.OrderBy(e => e.Number).GroupBy(Key, StringComparer.Ordinal).ToArray();
        if (points.Length == experiments.Count)
            return [];
        var keys = experiments.ToDictionary(e => e.Id, Key);
        var compared = experiments.Where(e => e.RankedSwd is not null).OrderBy(e => e.Number)
            .Select(e => new RankedExperiment(e.Id, e.RankedSwd!, Score(e)!.Value));
        var ranked = Ranking.Points(compared, id => keys[id]).ToDictionary(p => p.Point, StringComparer.Ordinal);
        var certainty = Certainty(points);
        return
        [
            .. points.Select(seeds => Summary([.. seeds], ranked.GetValueOrDefault(seeds.Key), certainty))
                .OrderBy(p => p.Rank ?? int.MaxValue).ThenBy(p => p.Experiments[0]),
        ];
    }

    private static double? Score(ExperimentSummary experiment) => experiment.Score ?? experiment.RankedSwd?.Average;

    private static double? Certainty(IEnumerable<IEnumerable<ExperimentSummary>> points)
    {
        SeedEstimate[] compared =
        [
            .. points.Select(seeds => seeds.Select(Score).OfType<double>().ToImmutableArray())
                .Where(values => !values.IsEmpty).Select(SeedEstimate.Of),
        ];
        return compared.Length > 1 ? SeedContest.Certainty(compared) : null;
    }

    private static PointSummary Summary(
        ImmutableArray<ExperimentSummary> seeds, RankedPoint? ranked, double? certainty) => new()
        {
            Name = Name(seeds[0]),
            Varied = Settings(seeds[0]),
            Experiments = [.. seeds.Select(e => e.Number)],
            Compared = [.. seeds.Where(e => e.RankedSwd is not null).Select(e => e.Number)],
            Rank = ranked?.Rank,
            Swd = ranked?.Mean,
            StandardError = ranked?.StandardError,
            Certainty = ranked?.Rank == 1 ? certainty : null,
        };

    /// <summary>A copy of another one has a history of its own, whatever its settings are now.</summary>
    private static string Key(ExperimentSummary experiment) =>
        $"{Name(experiment)}\n{string.Join('\n', Settings(experiment))}"
        + (experiment.Lineage.IsEmpty ? "" : $"\n{experiment.Id}");

    /// <summary>Repeats of a named point have <c>, seed 1001</c> behind its name.</summary>
    private static string Name(ExperimentSummary experiment)
    {
        if (!experiment.HasOwnName())
            return Settings(experiment) is { IsEmpty: false } settings
                ? string.Join(", ", settings)
                : BaseConfiguration;
        var suffix = experiment.Name.LastIndexOf($", {Seed} ", StringComparison.Ordinal);
        return suffix >= 0 && Number(experiment.Name[(suffix + Seed.Length + 3)..]) is { } seed
            && seed == Number(experiment.Seed())
            ? experiment.Name[..suffix]
            : experiment.Name;
    }

    /// <summary>Names have seeds digit by digit, settings as 1.7e15 where they are large.</summary>
    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ImmutableArray<SettingView> Settings(ExperimentSummary experiment) =>
        [.. experiment.Varied.Where(s => s.Name != Seed)];
}
