using System.Globalization;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>Sweeps, a line each, and the heading of one.</summary>
internal static class SweepTable
{
    public static Table Of(IEnumerable<SweepSummary> sweeps)
    {
        var table = Tables.New("sweep").Fixed("status").Right("done").Right("trained").Right("asked for")
            .Right("reused").Right("given up").Right("ratio").Right("SWD");
        foreach (var s in sweeps)
        {
            table.AddRow(
                new Text(s.Id), new Markup($"[{StatusStyle.Of(s)}]{Status(s)}[/]"),
                new Text(Done(s)), new Text(Readable.Kimg(s.KimgTrained)), new Text(Readable.Kimg(s.KimgRequested)),
                new Text(Readable.Kimg(s.KimgReused)), new Text(Readable.Kimg(s.KimgGivenUp)),
                new Text(Ratio(s, s.KimgTrained)), new Text(Swd(s)));
        }
        return table;
    }

    /// <summary>A sweep's status, with its priority where that is not 0: <c>running, priority 5</c>.</summary>
    public static string Status(SweepSummary sweep) => sweep.Priority == 0
        ? Readable.Status(sweep.Status)
        : string.Create(CultureInfo.InvariantCulture, $"{Readable.Status(sweep.Status)}, priority {sweep.Priority}");

    /// <summary>
    /// What a sweep asks for and what that takes: <c>4 experiments at 16x16, 232 kimg asked for: 160 to train, 72
    /// reused (ratio 0.69)</c>.
    /// </summary>
    public static string Cost(SweepSummary sweep) => string.Create(CultureInfo.InvariantCulture,
        $"{Experiments(sweep)} at {sweep.Resolution}x{sweep.Resolution}, "
        + $"{Readable.Kimg(sweep.KimgRequested)} kimg asked for: {Readable.Kimg(sweep.KimgTrained + sweep.KimgLeft)} "
        + $"to train, {Readable.Kimg(sweep.KimgReused)} reused{GivenUp(sweep)} "
        + $"(ratio {Ratio(sweep, sweep.KimgTrained + sweep.KimgLeft)})");

    /// <summary>Some kimg by those that were asked for and neither given up nor paused.</summary>
    public static string Ratio(SweepSummary sweep, double kimg) =>
        Readable.Ratio(kimg, sweep.KimgRequested - sweep.KimgGivenUp - sweep.KimgPaused);

    /// <summary>What was given up and what is paused, each behind a comma; empty for nothing.</summary>
    public static string GivenUp(SweepSummary sweep) =>
        (sweep.KimgGivenUp > 0 ? $", {Readable.Kimg(sweep.KimgGivenUp)} given up" : "")
        + (sweep.KimgPaused > 0 ? $", {Readable.Kimg(sweep.KimgPaused)} paused" : "");

    private static string Swd(SweepSummary sweep) =>
        sweep.Objective.WhyUnranked() is null ? Readable.Swd(sweep.BestSwd?.Average) : "not ranked";

    /// <summary>The same of a sweep that was not submitted.</summary>
    public static string Cost(SweepPreview preview) => string.Create(CultureInfo.InvariantCulture,
        $"{Readable.Plural(preview.Experiments, "experiment")}, {Readable.Plural(preview.PhasesDistinct, "phase")} "
        + $"({preview.PhasesFinished} trained already), {Readable.Kimg(preview.KimgRequested)} kimg asked for, "
        + $"{Readable.Kimg(preview.KimgToTrain)} to train (ratio "
        + $"{Readable.Ratio(preview.KimgToTrain, preview.KimgRequested)})");

    /// <summary>How far points train with a stopping rule: <c>9 points to 16x16 after 13 kimg, 3 to the end</c>.</summary>
    public static string Rungs(SweepPreview preview) =>
        $"{string.Join(", ", preview.Rungs.Select((r, i) => (i == 0 ? Readable.Plural(r.Points, "point") : $"{r.Points}")
            + (r.IsEnd ? " to the end" : $" to {r.Resolution}x{r.Resolution} after {Readable.Kimg(r.Kimg)} kimg")))}: "
        + $"about {Readable.Kimg(preview.KimgExpected!.Value)} kimg to train are expected, {Readable.Kimg(preview.KimgToTrain)} "
        + "at most";

    private static string Experiments(SweepSummary sweep) => sweep.Planned is { } planned
        ? $"{Readable.Plural(planned, "experiment")} planned, {sweep.Experiments} proposed,"
        : Readable.Plural(sweep.Experiments, "experiment");

    private static string Done(SweepSummary sweep) => sweep.Lost == 0
        ? $"{sweep.Finished}/{sweep.AllExperiments()}"
        : $"{sweep.Finished}/{sweep.AllExperiments()}, {sweep.Lost} lost";
}
