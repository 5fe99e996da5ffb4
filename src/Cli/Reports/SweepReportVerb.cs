using System.CommandLine;
using System.Text;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Cli.Verbs;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Reports;

/// <summary><c>lab sweep report ID --html FILE</c>: a sweep as one file that needs nothing else.</summary>
internal sealed class SweepReportVerb : ServerVerb
{
    private const int MostSamples = 100;

    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    private readonly Option<string> html = new("--html")
    {
        Description = "The file, whose name ends in .html.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<int> samples = new("--samples")
    {
        Description = "Of how many experiments the newest sample grid is shown, best first.",
        DefaultValueFactory = _ => 6,
        HelpName = "N",
    };

    private readonly Option<bool> force = new("--force") { Description = "Replace a file that is there." };

    public SweepReportVerb() : base(
        "report", "Write a sweep as one HTML file: results, curves, what settings do, samples.")
    {
        samples.Validators.Add(result =>
        {
            if (result.GetValue(samples) is < 0 or > MostSamples)
                result.AddError($"--samples is {result.GetValue(samples)}; it must be 0 to {MostSamples}.");
        });
        Arguments.Add(sweep);
        foreach (var option in (Option[])[html, samples, force])
            Options.Add(option);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var (path, overwrite) = (arguments.GetRequiredValue(html), arguments.GetValue(force));
        TargetFile.CheckEnding(path, ".html", ".htm");
        TargetFile.CheckTarget(overwrite, path);
        var report = await Gather(lab, arguments.GetRequiredValue(sweep), arguments.GetValue(samples), cancellationToken);
        var bytes = Encoding.UTF8.GetBytes(ReportPage.Of(report));
        await TargetFile.Write(path, overwrite, stream => stream.WriteAsync(bytes, cancellationToken).AsTask());
        if (WantsJson(arguments))
            screen.Json(new WrittenReport(path, bytes.Length));
        else
            screen.Line($"The report of {report.Sweep.Summary.Id} is in {path} ({Readable.Bytes(bytes.Length)}).");
        return ExitCode.Done;
    }

    private static async Task<SweepReport> Gather(
        LabClient lab, string sweep, int samples, CancellationToken cancellationToken)
    {
        var view = await lab.GetSweep(sweep, cancellationToken);
        var id = view.Summary.Id;
        var grids = new List<SampleGrid>();
        foreach (var experiment in view.Experiments.Where(e => e.Samples is not null).Take(samples))
        {
            using var grid = await lab.OpenSamples(experiment.Id, cancellationToken);
            grids.Add(new SampleGrid(experiment, await grid.Read(cancellationToken)));
        }
        return new SweepReport(
            view, await lab.GetSwd(id, cancellationToken), await lab.GetAnalysis(id, cancellationToken),
            await lab.GetDefinition(id, cancellationToken), grids, lab.Server, DateTimeOffset.Now);
    }
}

/// <summary>What <c>lab sweep report --json</c> prints.</summary>
/// <param name="Report">The file.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record WrittenReport(string Report, int Bytes);
