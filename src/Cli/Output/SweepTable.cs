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
        var table = Tables.New("sweep").Fixed("status").Right("done").Right("kimg trained").Right("asked for")
            .Right("ratio").Right("SWD");
        foreach (var s in sweeps)
        {
            table.AddRow(
                new Text(s.Id), new Markup($"[{StatusStyle.Of(s)}]{Readable.Status(s.Status)}[/]"),
                new Text(Done(s)), new Text(Readable.Kimg(s.KimgTrained)), new Text(Readable.Kimg(s.KimgRequested)),
                new Text(Readable.Ratio(s.KimgTrained, s.KimgRequested)), new Text(Readable.Swd(s.BestSwd?.Average)));
        }
        return table;
    }

    /// <summary>
    /// What a sweep asks for and what that takes: <c>4 experiments at 16x16, 232.0 kimg asked for, 160.0 trained
    /// or left (ratio 0.69)</c>.
    /// </summary>
    public static string Cost(SweepSummary sweep)
    {
        var needed = sweep.KimgTrained + sweep.KimgLeft;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Experiments(sweep)} at {sweep.Resolution}x{sweep.Resolution}, "
            + $"{Readable.Kimg(sweep.KimgRequested)} kimg asked for, {Readable.Kimg(needed)} to train (ratio "
            + $"{Readable.Ratio(needed, sweep.KimgRequested)})");
    }

    /// <summary>The same of a sweep that was not submitted.</summary>
    public static string Cost(SweepPreview preview) => string.Create(CultureInfo.InvariantCulture,
        $"{Readable.Plural(preview.Experiments, "experiment")}, {Readable.Plural(preview.PhasesDistinct, "phase")} "
        + $"({preview.PhasesFinished} trained already), {Readable.Kimg(preview.KimgRequested)} kimg asked for, "
        + $"{Readable.Kimg(preview.KimgToTrain)} to train (ratio "
        + $"{Readable.Ratio(preview.KimgToTrain, preview.KimgRequested)})");

    private static string Experiments(SweepSummary sweep) => sweep.Planned is { } planned
        ? $"{Readable.Plural(planned, "experiment")} planned, {sweep.Experiments} proposed,"
        : Readable.Plural(sweep.Experiments, "experiment");

    private static string Done(SweepSummary sweep) => sweep.Lost == 0
        ? $"{sweep.Finished}/{sweep.AllExperiments()}"
        : $"{sweep.Finished}/{sweep.AllExperiments()}, {sweep.Lost} lost";
}
