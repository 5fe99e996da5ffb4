using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>A column that experiments can be sorted by.</summary>
/// <param name="Title">Heading.</param>
/// <param name="IsNumber">Whether it is aligned as a number.</param>
/// <param name="Key">What it sorts by; smaller comes first.</param>
internal sealed record RankingColumn(string Title, bool IsNumber, Func<ExperimentSummary, IComparable> Key)
{
    /// <summary>Most settings that get a column each; beyond, a line under the experiment's number lists them.</summary>
    public const int MostSettings = 4;

    public static readonly RankingColumn Rank = new("Rank", false, e => e.Rank ?? int.MaxValue);

    /// <summary>The columns of a sweep that varies these settings.</summary>
    public static ImmutableArray<RankingColumn> Of(ImmutableArray<string> settings) =>
    [
        Rank,
        new("Experiment", false, e => e.Number),
        .. settings.Select(name => new RankingColumn(name, true, e => (Number(ValueOf(e, name)), ValueOf(e, name)))),
        new("Status", false, e => e.Status),
        new("SWD × 10³", true, e => (e.RankedSwd ?? e.Swd)?.Average ?? double.MaxValue),
        new("Phase", false, e => e.Resolution + e.Alpha),
        new("Progress", false, e => e.Nimg / (double)e.TotalImages),
        new("Images/s", true, e => e.ImagesPerSecond),
        new("Left", true, e => e.SecondsLeft ?? double.MaxValue),
    ];

    /// <summary>The value that an experiment has of a varied setting, as people read it.</summary>
    public static string ValueOf(ExperimentSummary experiment, string setting) => experiment.Varied.FirstOrDefault(v => v.Name == setting)?.Value ?? "";

    private static double Number(string text) => text switch
    {
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue,
    };
}
