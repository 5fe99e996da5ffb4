using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Output;

/// <summary>
/// A sweep while it trains: a bar for each experiment with phase, alpha, kimg, images/s, SWD and time left.
/// </summary>
internal static class ProgressPicture
{
    /// <summary>Columns from which on a row fits on one line.</summary>
    private const int Wide = 112;

    /// <summary>Lines around the rows: heading, table head and foot.</summary>
    private const int Frame = 8;

    /// <param name="sweep">The sweep now.</param>
    /// <param name="elapsed">Time since it was accepted.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Lines of the terminal: a longer sweep shows what trains first and says how many
    /// rows are left out.</param>
    public static IRenderable Of(SweepView sweep, TimeSpan elapsed, int width, int height)
    {
        var wide = width >= Wide;
        var most = Math.Max(1, (height - Frame) / (wide ? 1 : Math.Max(2, sweep.Summary.Varied.Length)));
        var shown = sweep.Experiments.OrderBy(Urgency).Take(most).OrderBy(e => e.Number).ToArray();
        var table = Tables.New("run", "settings").Fixed("phase, alpha");
        if (wide)
            table.Fixed("");
        table.Right("kimg").Right("img/s").Right("SWD").Right("left");
        foreach (var experiment in shown)
            table.AddRow(wide ? WideRow(experiment, width) : NarrowRow(experiment));
        var hidden = sweep.Experiments.Length - shown.Length;
        return new Rows(Heading(sweep.Summary, elapsed), table, new Markup(hidden == 0
            ? ""
            : $"[grey]and {hidden} more, see ./lab runs {sweep.Summary.Id.EscapeMarkup()}[/]"));
    }

    /// <summary>Time since the sweep was accepted: <c>0:42</c>, <c>12:05</c>, <c>1:02:10</c>.</summary>
    public static string Clock(TimeSpan elapsed)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, Math.Round(elapsed.TotalSeconds)));
        return time.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}")
            : string.Create(
                CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    private static Markup Heading(SweepSummary sweep, TimeSpan elapsed) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"[bold]{sweep.Id.EscapeMarkup()}[/]  {Clock(elapsed)}  [aqua]{Readable.Kimg(sweep.KimgTrained)}[/] of "
            + $"{Readable.Kimg(sweep.KimgTrained + sweep.KimgLeft)} kimg trained [grey]("
            + $"{Readable.Kimg(sweep.KimgRequested)} asked for{SweepTable.GivenUp(sweep)})[/]"));

    private static IRenderable[] WideRow(ExperimentSummary e, int width) =>
    [
        new Text($"#{e.Number}"), new Text(e.NameOrSettings()), new Markup(State(e)),
        new Markup(Bar(e, Math.Clamp(width - 98, 12, 40))), .. Numbers(e),
    ];

    /// <summary>The bar under the phase, beside settings that stand under each other.</summary>
    private static IRenderable[] NarrowRow(ExperimentSummary e) =>
    [
        new Text($"#{e.Number}"), new Text(e.NameOrSettings("\n")), new Markup($"{State(e)}\n{Bar(e, 20)}"),
        .. Numbers(e),
    ];

    private static Text[] Numbers(ExperimentSummary e) =>
    [
        new(Readable.Kimg(e.Nimg)),
        new(e.Status == ExperimentStatus.Training ? Readable.Rate(e.ImagesPerSecond) : ""),
        new(e.Swd is null ? "" : Readable.Swd(e.Swd.Average)),
        new(e.SecondsLeft is null ? "" : Readable.Duration(e.SecondsLeft.Value)),
    ];

    private static string State(ExperimentSummary e) => e.Status == ExperimentStatus.Training
        ? $"[{StatusStyle.Of(e.Status)}]{PhaseName.Of(e.Resolution, e.Phase)}[/] {Readable.Alpha(e.Alpha)}"
        : $"[{StatusStyle.Of(e.Status)}]{Readable.Status(e.Status)}[/]";

    private static string Bar(ExperimentSummary e, int cells)
    {
        var share = e.TotalImages == 0 ? 0 : (double)e.Nimg / e.TotalImages;
        var filled = Math.Clamp((int)Math.Round(share * cells), 0, cells);
        return $"[{StatusStyle.Of(e.Status)}]{new string('━', filled)}[/][grey]{new string('─', cells - filled)}[/]";
    }

    private static int Urgency(ExperimentSummary e) => e.Status switch
    {
        ExperimentStatus.Training => 0,
        ExperimentStatus.Queued => 1,
        _ => e.Rank is { } rank ? 1 + rank : int.MaxValue,
    };
}
