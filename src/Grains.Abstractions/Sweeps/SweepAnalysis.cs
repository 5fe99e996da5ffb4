using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Analysis;

namespace PgGanLab.Grains.Sweeps;

/// <summary>What a sweep's results say about its settings.</summary>
public sealed record SweepAnalysis
{
    public required string Sweep { get; init; }

    /// <summary>What the experiments are ranked by, lower is better: <c>SWD × 10³</c>.</summary>
    public required string Score { get; init; }

    /// <summary>Pixels at which they are compared; null before the first result.</summary>
    public required int? Resolution { get; init; }

    /// <summary>Thousands of real images that each was shown; null before the first result.</summary>
    public required double? Kimg { get; init; }

    /// <summary>Experiments of the sweep that can't be compared with those, or have no result.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Of the experiments that are ranked: equal resolution, equal kimg.</summary>
    public required SearchAnalysis Results { get; init; }

    /// <summary>Of a sweep as its page shows it.</summary>
    public static SweepAnalysis Of(SweepView sweep)
    {
        var ranked = sweep.Experiments.Where(e => e.Score is not null).OrderBy(e => e.Number).ToArray();
        var measured = ranked.Where(e => e.RankedSwd is not null).ToArray();
        string[] settings = [.. sweep.Experiments.SelectMany(e => e.Varied).Select(v => v.Name).Distinct()
            .Where(name => name != SweepPoints.Seed)
            .Where(name => sweep.Experiments.Select(e => Value(e.Varied, name)).Distinct().Skip(1).Any())];
        return new SweepAnalysis
        {
            Sweep = sweep.Summary.Id,
            Score = sweep.Summary.Objective.ScoreName(),
            Resolution = measured.FirstOrDefault()?.RankedSwd?.Resolution,
            Kimg = measured.Length == 0 ? null : measured.Min(e => Math.Min(e.RankedSwd!.Nimg, e.TotalImages)) / 1000.0,
            LeftOut = sweep.Experiments.Length - ranked.Length,
            Results = SearchAnalysis.Of(settings, [.. ranked.Select(e =>
                new AnalysedRun(e.Number, [.. settings.Select(name => Value(e.Varied, name))], e.Score!.Value))]),
        };
    }

    private static string Value(IEnumerable<SettingView> varied, string name) =>
        varied.FirstOrDefault(v => v.Name == name)?.Value ?? "";
}
