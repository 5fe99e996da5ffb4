using System.Globalization;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Analysis;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Output;

/// <summary>What a sweep's results say about its settings, for the terminal.</summary>
internal static class AnalysisText
{
    public static IRenderable Of(SweepAnalysis analysis)
    {
        var results = analysis.Results;
        if (results.Settings.IsEmpty)
            return new Text("The experiments of this sweep differ in nothing but their seeds.\n");
        return new Rows(new Text(Caption(analysis)), Means(analysis), new Text(Trust(results)));
    }

    private static string Caption(SweepAnalysis analysis) =>
        $"{Readable.Plural(analysis.Results.Experiments.Length, "experiment")}"
        + (analysis.Resolution is { } pixels
            ? $" at {pixels}x{pixels} after {Readable.Kimg(analysis.Kimg!.Value)} kimg"
            : "")
        + (analysis.LeftOut > 0
            ? $"; {Readable.Count(analysis.LeftOut)} more can't be compared or have no result"
            : "");

    private static Table Means(SweepAnalysis analysis)
    {
        var table = Tables.New("setting").Right("importance").Fixed("value").Right($"mean {analysis.Score}")
            .Right("experiments");
        foreach (var setting in analysis.Results.Settings)
        {
            foreach (var (mean, i) in setting.Means.Select((mean, i) => (mean, i)))
            {
                table.AddRow(
                    new Text(i == 0 ? setting.Name : ""), new Text(i == 0 ? Share(setting.Importance) : ""),
                    new Text(mean.Value.Length == 0 ? "not set" : mean.Value),
                    new Text(Readable.Swd(mean.Mean, mean.StandardError)), new Text(Readable.Count(mean.Runs)));
            }
        }
        return table;
    }

    private static string Share(VarianceShare? importance) => importance is null ? "–"
        : string.Create(CultureInfo.InvariantCulture,
            $"{Readable.Percent(importance.Share)} ± {Math.Round(100 * importance.Deviation)}");

    private static string Trust(SearchAnalysis results) => results.Explained is { } explained
        ? $"Importance: fANOVA of a random forest, which foretells {Readable.Percent(Math.Max(0, explained))} of the "
            + "variance of " + (results.IsOfLogarithm ? "the logarithm of " : "") + "results that it has not seen.\n"
        : "Importances begin with 8 results that differ.\n";
}
