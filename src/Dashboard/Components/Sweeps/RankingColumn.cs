using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>A column that the ranking can be sorted by.</summary>
/// <param name="Title">Heading.</param>
/// <param name="IsNumber">Whether it is aligned as a number.</param>
/// <param name="Key">What it sorts by; smaller comes first.</param>
internal sealed record RankingColumn(string Title, bool IsNumber, Func<RankingLine, IComparable> Key)
{
    /// <summary>
    /// Most settings that get a column each; beyond, a line under the experiment's number lists them.
    /// </summary>
    public const int MostSettings = 4;

    public static readonly RankingColumn Rank = new("Rank", false, l => l.Rank ?? int.MaxValue);

    /// <summary>The columns of a sweep that varies these settings.</summary>
    public static ImmutableArray<RankingColumn> Of(ImmutableArray<string> settings) =>
    [
        Rank,
        new("Experiment", false, l => l.Number),
        .. settings.Select(name => new RankingColumn(name, true, l => (Number(ValueOf(l, name)), ValueOf(l, name)))),
        new("Status", false, l => l.Seeds.Min(e => e.Status)),
        new("SWD × 10³", true, l => l.Swd?.Average ?? double.MaxValue),
        new("Phase", false, l => l.Seeds.Min(e => e.Resolution + e.Alpha)),
        new("Progress", false, l => l.Progress),
        new("Images/s", true, l => l.ImagesPerSecond),
        new("Left", true, l => l.SecondsLeft ?? double.MaxValue),
    ];

    /// <summary>The value that an experiment has of a varied setting, as people read it.</summary>
    public static string ValueOf(ExperimentSummary experiment, string setting) =>
        experiment.Varied.FirstOrDefault(v => v.Name == setting)?.Value ?? "";

    /// <summary>The value that all of a line's experiments have.</summary>
    public static string ValueOf(RankingLine line, string setting) => ValueOf(line.Seeds[0], setting);

    private static double Number(string text) => text switch
    {
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue,
    };
}
