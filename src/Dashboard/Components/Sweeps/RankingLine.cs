using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Results;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>A line of the ranking: a point with its seeds, or one experiment where no point has several.</summary>
/// <param name="Point">The point; null for an experiment alone.</param>
/// <param name="Seeds">Its experiments, best first; at least one.</param>
public sealed record RankingLine(PointSummary? Point, ImmutableArray<ExperimentSummary> Seeds)
{
    public static ImmutableArray<RankingLine> Of(SweepView sweep)
    {
        if (sweep.Points.IsEmpty)
            return [.. sweep.Experiments.Select(e => new RankingLine(null, [e]))];
        var pointOf = sweep.Points.SelectMany(p => p.Experiments.Select(number => (number, p)))
            .ToDictionary(p => p.number, p => p.p);
        var seeds = sweep.Experiments.Where(e => pointOf.ContainsKey(e.Number)).ToLookup(e => pointOf[e.Number]);
        return [.. sweep.Points.Select(p => new RankingLine(p, [.. seeds[p]]))];
    }

    public int Number => Seeds.Min(e => e.Number);

    public int? Rank => Point is null ? Seeds[0].Rank : Point.Rank;

    /// <summary>What the column of SWD shows: the mean of a point, an experiment's own.</summary>
    public Measurement? Swd => Point is null ? Seeds[0].RankedSwd ?? Seeds[0].Swd : Point.Swd;

    /// <summary>Share of its images that were shown, 0 to 1.</summary>
    public double Progress => Nimg / (double)TotalImages;

    public long Nimg => Seeds.Sum(e => e.Nimg);

    public long TotalImages => Seeds.Sum(e => e.TotalImages);

    public double ImagesPerSecond => Seeds.Sum(e => e.ImagesPerSecond);

    /// <summary>Of the seed that takes longest; null while unknown or ended.</summary>
    public double? SecondsLeft => Seeds.Max(e => e.SecondsLeft);

    /// <summary>What it sorts by in the column of a varied setting: numbers by size, words by their letters.</summary>
    public (double Number, string Word) Key(string setting)
    {
        var text = RankingRow.ValueOf(Seeds[0], setting);
        return text switch
        {
            "true" => (1, ""),
            "false" => (0, ""),
            _ when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => (number, ""),
            _ => (double.MaxValue, text),
        };
    }
}

/// <summary>A row of the table of experiments: a line, or below an opened line one of its seeds.</summary>
/// <param name="Line">The line; a seed's row is sorted as its line is.</param>
/// <param name="Experiment">The experiment; null where the row is a point with its seeds.</param>
public sealed record RankingRow(RankingLine Line, ExperimentSummary? Experiment)
{
    /// <summary>The rows of a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="opened">Numbers of the lines whose seeds are listed too.</param>
    public static ImmutableArray<RankingRow> Of(SweepView sweep, IReadOnlySet<int> opened) =>
    [
        .. RankingLine.Of(sweep).SelectMany(line => (IEnumerable<RankingRow>)(line.Point is null
            ? [new RankingRow(line, line.Seeds[0])]
            :
            [
                new RankingRow(line, null),
                .. opened.Contains(line.Number) ? line.Seeds.Select(s => new RankingRow(line, s)) : [],
            ])),
    ];

    /// <summary>Whether it stands below its point, which has the rank and says what it varies.</summary>
    public bool IsSeed => Line.Point is not null && Experiment is not null;

    /// <summary>The experiments that it speaks of.</summary>
    public ImmutableArray<ExperimentSummary> Experiments => Experiment is null ? Line.Seeds : [Experiment];

    public double ImagesPerSecond => Experiments.Sum(e => e.ImagesPerSecond);

    /// <summary>Of the experiment that takes longest; null while unknown or ended.</summary>
    public double? SecondsLeft => Experiments.Max(e => e.SecondsLeft);

    /// <summary>What the column of SWD shows of an experiment alone; of a point the mean.</summary>
    public Measurement? Swd => Experiment is { } one ? one.RankedSwd ?? one.Swd : Line.Swd;

    /// <summary>Why it ended, where it ended badly or was stopped.</summary>
    public string? Reason => Experiment?.Reason;

    /// <summary>What is sought in it.</summary>
    public string Words => string.Join(' ', Experiments.Select(e =>
        $"#{e.Number} {e.Title()} {e.Status} {e.Reason} {(e.IsStarred ? "★ starred" : "")} "
        + $"{string.Join(' ', e.Tags)} {e.Note}"));

    /// <summary>The value that an experiment has of a varied setting, as people read it.</summary>
    public static string ValueOf(ExperimentSummary experiment, string setting) =>
        experiment.Varied.FirstOrDefault(v => v.Name == setting)?.Value ?? "";
}
