using System.Globalization;
using System.Text;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Analysis;

namespace PgGanLab.Cli.Reports;

/// <summary>What a sweep's results say about its settings: a bar for each importance, and mean results by value.</summary>
internal static class AnalysisSection
{
    /// <summary>Empty where nothing can be said.</summary>
    public static string Of(SweepAnalysis analysis)
    {
        if (analysis.Results.Settings.IsEmpty || analysis.Results.Experiments.Length < 2)
            return "";
        var html = new StringBuilder("<section><h2>What the settings do</h2><p>").Append(Ground(analysis)).Append("</p>");
        html.Append("<div class=\"settings\">");
        foreach (var setting in analysis.Results.Settings)
            Setting(html, setting, analysis);
        return html.Append("</div></section>").ToString();
    }

    private static string Ground(SweepAnalysis analysis) =>
        $"Mean {ReportPage.Text(analysis.Score)} of {Readable.Plural(analysis.Results.Experiments.Length, "experiment")}"
        + (analysis.Resolution is { } pixels
            ? $" at {pixels}x{pixels} after {Readable.Kimg(analysis.Kimg!.Value)} kimg" : "")
        + (analysis.Results.Explained is { } explained
            ? $"; importance is the share of the variance by fANOVA of a random forest, which foretells "
                + $"{Readable.Percent(Math.Max(0, explained))} of results that it has not seen."
            : "; importances begin with 8 results that differ.");

    private static void Setting(StringBuilder html, AnalysedSetting setting, SweepAnalysis analysis)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"setting\"><h3>{ReportPage.Text(setting.Name)}</h3>");
        if (setting.Importance is { } importance)
            html.Append(CultureInfo.InvariantCulture,
                $"<div class=\"bar\"><div style=\"width:{Math.Clamp(importance.Share, 0, 1) * 100:0.#}%\"></div></div>"
                + $"<p>{Readable.Percent(importance.Share)} ± {Math.Round(100 * importance.Deviation)} of the variance</p>");
        html.Append("<table><tbody>");
        foreach (var mean in setting.Means)
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{ReportPage.Text(mean.Value.Length == 0 ? "not set" : mean.Value)}</td>"
                + $"<td>{ReportPage.Text(Readable.Swd(mean.Mean, mean.StandardError))}</td>"
                + $"<td>{Readable.Plural(mean.Runs, "experiment")}</td></tr>");
        html.Append("</tbody></table></div>");
    }
}
