using System.Globalization;
using System.Net;
using System.Text;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;

namespace PgGanLab.Cli.Reports;

/// <summary>
/// A sweep's report as one HTML file. It asks no network for anything, which its content policy has the browser enforce.
/// </summary>
internal static class ReportPage
{
    /// <summary>Rows of the table; a browser takes long for more.</summary>
    private const int MostRows = 1000;

    public static string Of(SweepReport report)
    {
        var summary = report.Sweep.Summary;
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy"
                content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>{Text(summary.Name)} · PgGanLab</title>
            <style>{ReportStyle.Css}</style>
            </head>
            <body>
            <header>
            <h1>{Text(summary.Name)}</h1>
            <p>{Text(summary.Id)} · {Text(summary.Dataset)} · {summary.Resolution} px · {Text(SweepTable.Status(summary))}</p>
            </header>
            <div class="tiles">{Tiles(report)}</div>
            <section><h2>SWD over kimg</h2>
            <p>SWD × 10³, lower is better. A line breaks where the resolution changes: only what has the same resolution
            can be compared.</p>
            <div class="wide">{CurveChart.Of(report)}</div>
            </section>
            <section><h2>Experiments</h2>
            {Experiments(report)}
            </section>
            {AnalysisSection.Of(report.Analysis)}
            {Samples(report)}
            <section><details><summary><h2>The sweep's file</h2></summary>
            <pre>{Text(report.Definition)}</pre></details>
            </section>
            <footer>Made from {Text(report.Server)} at {Time(report.At)} by ./lab sweep report {Text(summary.Id)}.</footer>
            <script>{ReportStyle.Script}</script>
            </body>
            </html>

            """;
    }

    /// <summary>A text in HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Tiles(SweepReport report)
    {
        var summary = report.Sweep.Summary;
        var best = report.Sweep.Experiments.FirstOrDefault(e => e.Id == summary.BestExperiment);
        var tiles = new List<(string Name, string Value, string More)>
        {
            ("Best", best is null ? Readable.None : $"#{best.Number}", best is null
                ? summary.Objective.WhyUnranked() ?? "no result yet"
                : $"{best.NameOrSettings()}, SWD {Readable.Swd(best.RankedSwd?.Average)}"),
            ("Experiments", Readable.Count(summary.Experiments),
                $"{Readable.Count(summary.Finished)} with a result, {Readable.Count(summary.Lost)} without"),
            ("Trained", $"{Readable.Kimg(summary.KimgTrained)} kimg",
                $"{Readable.Kimg(summary.KimgRequested)} asked for{Shared(summary)}"),
            ("Begun", Time(summary.CreatedAt),
                summary.EndedAt is { } end ? $"{Readable.Duration(end - summary.CreatedAt)} long" : "not ended"),
        };
        return string.Concat(tiles.Select(t => $"<div class=\"tile\"><span>{t.Name}</span><strong>{Text(t.Value)}</strong>"
            + $"<small>{Text(t.More)}</small></div>"));
    }

    private static string Shared(SweepSummary summary) =>
        summary.SharingInWords() is { Length: > 0 } sharing ? $", {sharing}" : "";

    private static string Experiments(SweepReport report)
    {
        var all = report.Sweep.Experiments;
        int[] levels = [.. all.Select(e => e.RankedSwd ?? e.Swd).SelectMany(s => s?.Levels.Keys ?? []).Distinct()
            .OrderDescending()];
        var settings = ExperimentColumns.Of(all).Settings;
        var html = new StringBuilder("<div class=\"wide\"><table class=\"sortable\"><thead><tr>");
        foreach (var name in (string[])["rank", "run", .. settings.Select(s => s.Name), "status", "kimg", "SWD",
            .. levels.Select(l => $"{l} px"), "MS-SSIM"])
            html.Append(CultureInfo.InvariantCulture, $"<th tabindex=\"0\">{Text(name)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var experiment in all.Take(MostRows))
        {
            var swd = experiment.RankedSwd ?? experiment.Swd;
            html.Append(CultureInfo.InvariantCulture, $"<tr data-run=\"{experiment.Number}\">");
            Cell(html, experiment.Rank?.ToString(CultureInfo.InvariantCulture));
            html.Append(CultureInfo.InvariantCulture, $"<td data-value=\"{experiment.Number}\">{Mark(report, experiment)}</td>");
            foreach (var setting in settings)
                Cell(html, setting.Of(experiment) is { } value ? Readable.Setting(value) : null);
            html.Append(CultureInfo.InvariantCulture,
                $"<td title=\"{Text(experiment.Reason ?? "")}\">{Readable.Status(experiment.Status)}</td>");
            Cell(html, Readable.Kimg(experiment.Nimg), experiment.Nimg);
            Cell(html, Readable.Swd(swd?.Average), swd?.Average);
            foreach (var level in levels)
                Cell(html, Readable.Swd(Level(level)), Level(level));
            Cell(html, swd?.MsSsim is { } similarity ? Readable.MsSsim(similarity) : null, swd?.MsSsim);
            html.Append("</tr>");

            double? Level(int pixels) =>
                swd is not null && swd.Levels.TryGetValue(pixels, out var distance) ? distance : null;
        }
        html.Append("</tbody></table></div>");
        if (all.Length > MostRows)
            html.Append(CultureInfo.InvariantCulture,
                $"<p>{Readable.Count(all.Length - MostRows)} more are left out; ./lab runs {Text(report.Sweep.Summary.Id)} "
                + $"--csv has them all.</p>");
        return html.ToString();
    }

    private static string Mark(SweepReport report, ExperimentSummary experiment) =>
        $"<i class=\"mark {(report.ColourOf(experiment.Number) is { } colour ? $"c{colour}" : "other")}\"></i>"
        + $"#{experiment.Number}{(experiment.HasOwnName() ? $" {Text(experiment.Name)}" : "")}";

    private static void Cell(StringBuilder html, string? text, double? value = null) => html.Append(
        CultureInfo.InvariantCulture,
        $"<td{(value is { } number ? $" data-value=\"{number:R}\"" : "")}>{Text(text ?? Readable.None)}</td>");

    private static string Samples(SweepReport report) => report.Samples.Count == 0 ? ""
        : "<section><h2>Samples</h2><p>The newest grid of each; the same latents in all.</p><div class=\"samples\">"
            + string.Concat(report.Samples.Select(s =>
                $"<figure data-run=\"{s.Experiment.Number}\"><img alt=\"Samples of #{s.Experiment.Number}\" "
                + $"src=\"data:image/png;base64,{Convert.ToBase64String(s.Png)}\"><figcaption>{Mark(report, s.Experiment)} "
                + $"{Text(s.Experiment.NameOrSettings(" · "))}</figcaption></figure>"))
            + "</div></section>";

    private static string Time(DateTimeOffset at) =>
        at.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
