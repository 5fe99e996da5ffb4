using System.CommandLine;
using System.Text.Json;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Files;
using PgGanLab.Cli.Output;
using PgGanLab.Cli.Verbs;
using PgGanLab.Cli.Watching;
using PgGanLab.Grains;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Terminal;
using Spectre.Console;

namespace PgGanLab.Cli.Demo;

/// <summary>
/// <c>lab demo</c>: starts a lab, trains the demo's sweep on real images before the user's eyes, ranks it, keeps
/// serving.
/// </summary>
internal sealed class DemoVerb : Verb
{
    private const string Dataset = "fashion-mnist";

    private const int LabelWidth = 14;

    private readonly Option<int> port = new("--port")
    {
        Description = "Where the dashboard and the API listen.",
        DefaultValueFactory = _ => 5080,
        HelpName = "N"
    };
    private readonly Option<string> data =
        new("--data") { Description = "Where all state lives.", DefaultValueFactory = _ => "./data", HelpName = "DIR" };
    private readonly Option<bool> exit = new("--exit") { Description = "End after the table instead of serving on." };
    private readonly Option<string> json =
        new("--json") { Description = "Also write the results here as JSON (docs/cli.md).", HelpName = "FILE" };
    private readonly Option<string> sweep = new("--sweep")
    {
        Description = "Another sweep's YAML on fashion-mnist; without it samples/fashion-mnist-demo.yaml.",
        HelpName = "FILE"
    };

    public DemoVerb()
        : base("demo", "Start a lab, train the demo's sweep on real images, rank it, keep serving until Ctrl-C.")
    {
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 1 or > 65535)
                result.AddError($"--port is {result.GetValue(port)}; a port is 1 to 65535.");
        });
        foreach (var option in (Option[])[port, data, exit, json, sweep])
            Options.Add(option);
    }

    protected override async Task<int> Run(ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var home = LabHome.Find();
        var file = await SweepFile.Read(arguments.GetValue(sweep) ?? home.DemoSweep, cancellationToken);
        var results = arguments.GetValue(json);
        if (results is not null)
            TargetFile.CheckTarget(overwrite: true, results);

        var directories = LabDirectories.Of(arguments.GetRequiredValue(data));
        var number = arguments.GetValue(port);
        using var lab = new LabClient(new Uri($"http://localhost:{number}"), directories.Data);
        await using var process = DemoLabProcess.Start(home, number, directories);
        var end = await Train(lab, process, file, directories, screen, cancellationToken);
        await Report(lab, end, directories, results, screen, cancellationToken);
        return arguments.GetValue(exit) ? ExitCode.Done : await Serve(lab, process, screen, cancellationToken);
    }

    /// <summary>From an empty lab to a sweep that has ended.</summary>
    private static async Task<SweepView> Train(
        LabClient lab, DemoLabProcess process, SweepFile file, LabDirectories directories, Screen screen,
        CancellationToken cancellationToken)
    {
        try
        {
            screen.Line($"Starting the lab on {directories.Data}");
            await process.WaitUntilReady(lab, cancellationToken);
            Say(screen, "Lab", $"{lab.Server} (its log: {directories.Logs})");
            Say(screen, "Dataset", DatasetTable.Sentence(await lab.CreateDataset(
                new DatasetRequest(Dataset), _ => { }, cancellationToken)));
            if (await lab.GetWorkers(cancellationToken) is { Length: > 0 } workers)
                Say(screen, "Workers", string.Join(", ", workers.Select(w => w.Name)));
            var (summary, goesOn) = await DemoSweep.Begin(lab, file, directories, cancellationToken);
            Say(screen, "Sweep", $"{summary.Id}{(goesOn ? " goes on" : "")}: {SweepTable.Cost(summary)}");
            Say(screen, "Watch", $"{lab.Server}/sweeps/{summary.Id}");
            screen.Line();
            return await SweepWatch.Follow(lab, summary.Id, screen, cancellationToken);
        }
        catch (LabException)
        {
            process.ThrowIfEnded();
            throw;
        }
    }

    private static async Task Report(
        LabClient lab, SweepView end, LabDirectories directories, string? results, Screen screen,
        CancellationToken cancellationToken)
    {
        var summary = end.Summary;
        var best = summary.BestExperiment is { } id
            ? await BestFiles.Save(lab, id, directories, cancellationToken)
            : null;
        screen.Write(RunTable.Of(end));
        Say(screen, "kimg",
            $"{Readable.Kimg(summary.KimgRequested)} asked for, {Readable.Kimg(summary.KimgTrained)} trained, "
            + $"{Readable.Kimg(summary.KimgReused)} reused{SweepTable.GivenUp(summary)}, "
            + $"ratio {SweepTable.Ratio(summary, summary.KimgTrained)}");
        Say(screen, "Time",
            summary.EndedAt is { } ended ? Readable.Duration(ended - summary.CreatedAt) : Readable.None);
        var result = DemoResult.Of(end, directories, best);
        if (results is not null)
            await TargetFile.Write(results, overwrite: true, stream =>
                JsonSerializer.SerializeAsync(stream, result, LabJson.Indented, cancellationToken));
        if (best is null)
            throw new LabException(
                $"{summary.Id} ended without a result; ./lab up and {lab.Server}/sweeps/{summary.Id} say more.");
        Say(screen, "Best generator", best.Generator);
        Say(screen, "Sample grid", best.Samples);
    }

    private static async Task<int> Serve(
        LabClient lab, DemoLabProcess process, Screen screen, CancellationToken cancellationToken)
    {
        screen.Line();
        screen.Line($"The lab keeps serving at {lab.Server}; Ctrl-C ends it.");
        try
        {
            await process.WaitForEnd(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            screen.Line("Stopping the lab.");
            return ExitCode.Done;
        }
        screen.Line("The lab was stopped.");
        return ExitCode.Done;
    }

    private static void Say(Screen screen, string label, string text)
    {
        if (!screen.IsTerminal)
        {
            screen.Line($"{label,-LabelWidth} {text}");
            return;
        }
        var line = new Grid()
            .AddColumn(new GridColumn { Width = LabelWidth, NoWrap = true, Padding = new Padding(0, 0, 1, 0) })
            .AddColumn(new GridColumn { Padding = new Padding(0) });
        screen.Write(line.AddRow(new Markup($"[grey]{label}[/]"), new Text(text)));
    }
}
