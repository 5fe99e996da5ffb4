using System.Globalization;
using System.Text;
using PgGanLab.Cli.Client;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Reports;

/// <summary>SWD over kimg of a sweep's experiments, as SVG: logarithmic, a line broken where the resolution changes.</summary>
internal sealed class CurveChart
{
    private const double Width = 960;
    private const double Height = 340;
    private const double Left = 56;
    private const double Right = 12;
    private const double Top = 12;
    private const double Bottom = 44;

    /// <summary>Curves beside the coloured ones; more can't be told apart.</summary>
    private const int MostOthers = 200;

    private readonly SweepReport report;
    private readonly double firstKimg;
    private readonly double lastKimg;
    private readonly double least;
    private readonly double greatest;

    private CurveChart(SweepReport report, IReadOnlyList<SwdPoint> points)
    {
        this.report = report;
        (firstKimg, lastKimg) = (points.Min(p => p.Kimg), points.Max(p => p.Kimg));
        double[] values = [.. points.Select(p => p.Swd), .. References.Select(r => r.Swd.Average).Where(v => v > 0)];
        (least, greatest) = (values.Min() * 0.9, values.Max() * 1.1);
    }

    private IEnumerable<(string Name, Measurement Swd)> References
    {
        get
        {
            if (report.Sweep.UntrainedSwd is { } untrained)
                yield return ("untrained generator", untrained);
            if (report.Sweep.FloorSwd is { } floor)
                yield return ("real against real", floor);
        }
    }

    /// <summary>The chart; a sentence where nothing is measured.</summary>
    public static string Of(SweepReport report)
    {
        SwdPoint[] points = [.. report.Swd.Where(p => double.IsFinite(p.Swd) && p.Swd > 0 && p.Kimg > 0)];
        return points.Length == 0 ? "<p>Nothing is measured yet.</p>" : new CurveChart(report, points).Draw(points);
    }

    private string Draw(SwdPoint[] points)
    {
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"SWD over kimg\">"));
        foreach (var value in Steps())
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/>"
                + $"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{value:0.###}</text>");
        for (var i = 0; i <= 5; i++)
            if (firstKimg + (lastKimg - firstKimg) * i / 5 is var kimg && (i == 0 || lastKimg > firstKimg))
                svg.Append(CultureInfo.InvariantCulture,
                    $"<text x=\"{X(kimg):0.#}\" y=\"{Height - 24}\" text-anchor=\"{(i == 5 ? "end" : "middle")}\">"
                    + $"{Readable.Kimg(kimg)}</text>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{(Left + Width) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">kimg</text>");
        foreach (var (name, swd) in References.Where(r => r.Swd.Average > 0))
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"reference\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(swd.Average):0.#}\" "
                + $"y2=\"{Y(swd.Average):0.#}\"/><text x=\"{Left + 4}\" y=\"{Y(swd.Average) - 4:0.#}\">"
                + $"{name} {Readable.Swd(swd.Average)}</text>");
        var byExperiment = points.GroupBy(p => p.Experiment).ToDictionary(g => g.Key, g => g.ToArray());
        var drawn = report.Sweep.Experiments.Where(e => byExperiment.ContainsKey(e.Number))
            .Take(SweepReport.MostColours + MostOthers).Reverse();             // the best on top
        foreach (var experiment in drawn)
            Curve(svg, experiment.Number, experiment.Title(), byExperiment[experiment.Number]);
        return svg.Append("</svg>").ToString();
    }

    private void Curve(StringBuilder svg, int number, string title, SwdPoint[] points)
    {
        var colour = report.ColourOf(number);
        svg.Append(CultureInfo.InvariantCulture,
            $"<g class=\"curve {(colour is { } c ? $"c{c}" : "other")}\" data-run=\"{number}\">");
        foreach (var part in points.GroupBy(p => p.Resolution))
            svg.Append("<polyline points=\"").AppendJoin(' ', part.Select(p => string.Create(
                CultureInfo.InvariantCulture, $"{X(p.Kimg):0.#},{Y(p.Swd):0.#}"))).Append("\"/>");
        foreach (var point in colour is null ? points.Skip(points.Length - 1) : points)
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle cx=\"{X(point.Kimg):0.#}\" cy=\"{Y(point.Swd):0.#}\" r=\"3\"><title>{ReportPage.Text(title)}\n"
                + $"SWD {Readable.Swd(point.Swd)} at {point.Resolution}x{point.Resolution} after "
                + $"{Readable.Kimg(point.Kimg)} kimg</title></circle>");
        svg.Append("</g>");
    }

    private double X(double kimg) => Left + (Width - Left - Right)
        * (lastKimg > firstKimg ? (kimg - firstKimg) / (lastKimg - firstKimg) : 0.5);

    private double Y(double swd) => Top + (Height - Top - Bottom)
        * (Math.Log(greatest) - Math.Log(Math.Clamp(swd, least, greatest))) / (Math.Log(greatest) - Math.Log(least));

    /// <summary>1, 2, 5, 10, 20, … within the range; all digits where that is narrow.</summary>
    private IEnumerable<double> Steps()
    {
        double[] digits = greatest / least > 8 ? [1, 2, 5] : [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
        for (var power = Math.Floor(Math.Log10(least)); power <= Math.Log10(greatest); power++)
            foreach (var digit in digits)
                if (digit * Math.Pow(10, power) is var value && value >= least && value <= greatest)
                    yield return value;
    }
}
