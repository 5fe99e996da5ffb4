using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>A point of a search in the table of runs: its mean over the seeds, and the seeds below it.</summary>
internal static class PointRows
{
    public static IEnumerable<Markup[]> Of(
        PointSummary point, IReadOnlyList<ExperimentSummary> experiments, int[] levels)
    {
        var seeds = experiments.Where(e => point.Experiments.Contains(e.Number)).ToArray();
        return seeds.Select(e => Seed(e, levels)).Prepend(Mean(point, seeds, levels));
    }

    private static Markup[] Mean(PointSummary point, ExperimentSummary[] seeds, int[] levels)
    {
        var style = point.Rank == 1 ? "bold green" : point.Rank is null ? "grey" : "default";
        return
        [
            RunTable.Cell(style, point.Rank?.ToString(CultureInfo.InvariantCulture) ?? Readable.None),
            RunTable.Cell(style, point.Numbers()),
            RunTable.Cell(style, $"{point.NameOrSettings("\n")}\n{point.Seeds()}"),
            new Markup(string.Join('\n', seeds.GroupBy(e => e.Status).OrderBy(g => g.Key).Select(g =>
                $"[{StatusStyle.Of(g.Key)}]"
                + $"{(g.Count() < seeds.Length ? $"{g.Count()} " : "")}{Readable.Status(g.Key)}[/]"))),
            RunTable.Cell(style, ""),
            RunTable.Cell(style, point.SwdInWords()),
            .. RunTable.Values(style, point.Swd, levels).Skip(1),
        ];
    }

    /// <summary>Without a rank: the point has it.</summary>
    private static Markup[] Seed(ExperimentSummary experiment, int[] levels)
    {
        var style = experiment.Rank is null ? "grey" : "default";
        return
        [
            RunTable.Cell(style, ""),
            RunTable.Cell(style, $"  #{experiment.Number}"),
            RunTable.Cell(style, $"  {experiment.SeedInWords()}"),
            RunTable.Cell(StatusStyle.Of(experiment.Status), Readable.Status(experiment.Status)),
            RunTable.Cell(style, Readable.Kimg(experiment.Nimg)),
            .. RunTable.Values(style, experiment.RankedSwd ?? experiment.Swd, levels),
        ];
    }
}
