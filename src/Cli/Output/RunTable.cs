using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using Spectre.Console;
using Spectre.Console.Rendering;
using Measurement = PgGanLab.Growth.Results.Measurement;

namespace PgGanLab.Cli.Output;

/// <summary>Experiments ranked by SWD, best first, next to what they are held against.</summary>
internal static class RunTable
{
    /// <summary>
    /// Ranked experiments with one SWD column a pyramid level, then those without a result and why; where points have
    /// several seeds, a row each with its seeds below.
    /// </summary>
    /// <param name="experiments">In the lab's order: ranked ones best first.</param>
    /// <param name="untrained">SWD of the untrained generator, if measured.</param>
    /// <param name="floor">SWD of real against other real images, if measured.</param>
    /// <param name="swdImages">Images of each kind in the experiments' measurements; a floor of fewer says so.</param>
    public static IRenderable Of(
        IReadOnlyList<ExperimentSummary> experiments, Measurement? untrained = null, Measurement? floor = null,
        int? swdImages = null)
    {
        int[] levels = [.. experiments.Select(e => e.Swd).Append(untrained).Append(floor)
            .SelectMany(s => s?.Levels.Keys ?? []).Distinct().OrderDescending()];
        var table = Tables.New("rank", "run", "settings").Fixed("status").Right("kimg").Right("SWD");
        foreach (var level in levels)
            table.Right(string.Create(CultureInfo.InvariantCulture, $"{level} px"));
        var points = SweepPoints.Of(experiments);
        foreach (var row in points.IsEmpty
            ? experiments.Select(e => Row(e, levels))
            : points.SelectMany(p => PointRows.Of(p, experiments, levels)))
            table.AddRow(row);
        if (untrained is not null || floor is not null)
            table.AddEmptyRow();
        Reference(table, "untrained generator", untrained, levels);
        Reference(table, floor is null || floor.Images == swdImages
            ? "real against real"
            : $"real against real\n({Readable.Count(floor.Images)} images each)", floor, levels);
        var reasons = experiments.Where(e => e.Reason is not null)
            .Select(e => new Markup($"[{StatusStyle.Of(e.Status)}]#{e.Number} {Readable.Status(e.Status)}:[/] "
                + e.Reason.EscapeMarkup()));
        var copies = experiments.OrderBy(e => e.Number)
            .SelectMany(e => e.Lineage.Where(f => f.Experiment == e.Number)).Select(f => new Text(f.Sentence()));
        return new Rows([table, .. Ground(experiments, points), .. reasons, .. copies]);
    }

    /// <summary>Where the ranked ones are compared, and what finished ones reached elsewhere.</summary>
    private static IEnumerable<Text> Ground(
        IReadOnlyList<ExperimentSummary> experiments, ImmutableArray<PointSummary> points)
    {
        if (experiments.FirstOrDefault(e => e.Rank == 1) is not { RankedSwd: { } swd } best)
            yield break;
        yield return new Text(
            $"Ranked at {swd.Resolution}x{swd.Resolution} after {Readable.Kimg(swd.Nimg)} kimg, "
            + $"{Readable.Count(swd.Images)} images each.");
        if (!points.IsEmpty)
            yield return new Text(
                "A point's rank is that of the mean over its seeds, ± its standard error. "
                + $"The best single generator is #{best.Number}'s, SWD {Readable.Swd(swd.Average)}.");
        foreach (var experiment in experiments.Where(e => e.Status == ExperimentStatus.Finished))
            if (experiment.SwdElsewhere() is { } own)
                yield return new Text(
                    $"#{experiment.Number} reached SWD {Readable.Swd(own.Average)} at "
                    + $"{own.Resolution}x{own.Resolution} after {Readable.Kimg(own.Nimg)} kimg: not compared with the "
                    + "others.");
    }

    /// <inheritdoc cref="Of(IReadOnlyList{ExperimentSummary}, Measurement?, Measurement?, int?)"/>
    public static IRenderable Of(SweepView sweep)
    {
        var table = Of(sweep.Experiments, sweep.UntrainedSwd, sweep.FloorSwd, sweep.SwdImages);
        return (sweep.Summary.Objective.WhyUnranked() ?? sweep.Summary.Objective.RankedBy()) is { } ranked
            ? new Rows([table, new Text($"The experiments are {ranked}.")])
            : table;
    }

    private static Markup[] Row(ExperimentSummary experiment, int[] levels)
    {
        var style = experiment.Rank == 1 ? "bold green" : experiment.Rank is null ? "grey" : "default";
        return
        [
            Cell(style, experiment.Rank?.ToString(CultureInfo.InvariantCulture) ?? Readable.None),
            Cell(style, $"#{experiment.Number}"),
            Cell(style, experiment.NameOrSettings("\n")),
            Cell(StatusStyle.Of(experiment.Status), Readable.Status(experiment.Status)),
            Cell(style, Readable.Kimg(experiment.Nimg)),
            .. Values(style, experiment.RankedSwd ?? experiment.Swd, levels),
        ];
    }

    private static void Reference(Table table, string name, Measurement? swd, int[] levels)
    {
        if (swd is not null)
            table.AddRow([Cell("grey", ""), Cell("grey", ""), Cell("grey", name), Cell("grey", ""), Cell("grey", ""),
                .. Values("grey", swd, levels)]);
    }

    /// <summary>The mean and the levels of one measurement.</summary>
    internal static IEnumerable<Markup> Values(string style, Measurement? swd, int[] levels) =>
        levels.Select(level => swd is not null && swd.Levels.TryGetValue(level, out var value) ? value : (double?)null)
            .Prepend(swd?.Average).Select(value => Cell(style, Readable.Swd(value)));

    internal static Markup Cell(string style, string text) => new($"[{style}]{text.EscapeMarkup()}[/]");
}
