using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Files;
using PgGanLab.Cli.Output;
using PgGanLab.Cli.Watching;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep submit FILE</c>: hands a sweep to the lab.</summary>
internal sealed class SweepSubmitVerb : ServerVerb
{
    private readonly Argument<string> file =
        new("FILE") { Description = "The sweep's YAML, such as samples/fashion-mnist-demo.yaml." };
    private readonly Option<bool> watch = new("--watch")
    {
        Description = "Stay and show it until it has ended, also while the lab is away.",
    };

    public SweepSubmitVerb() : base("submit", "Submit a sweep; it is trained even if the lab is restarted meanwhile.")
    {
        Arguments.Add(file);
        Options.Add(watch);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var document = await SweepFile.Read(arguments.GetRequiredValue(file), cancellationToken);
        var sweep = await lab.Submit(document.Content, document.MediaType, cancellationToken);
        foreach (var remark in sweep.Remarks)
            screen.Remark(remark);
        if (arguments.GetValue(watch))
            return await Watch(lab, sweep, WantsJson(arguments), screen, cancellationToken);
        if (WantsJson(arguments))
        {
            screen.Json(sweep);
            return ExitCode.Done;
        }
        screen.Line($"{sweep.Id}: {SweepTable.Cost(sweep)}");
        screen.Line($"Watch it at {lab.Server}/sweeps/{sweep.Id}, or ask ./lab sweep show {sweep.Id}.");
        return ExitCode.Done;
    }

    private static async Task<int> Watch(
        LabClient lab, SweepSummary sweep, bool json, Screen screen, CancellationToken cancellationToken)
    {
        if (!json)
            screen.Line($"{sweep.Id}: {SweepTable.Cost(sweep)}\n");
        try
        {
            var end = await SweepWatch.FollowPatiently(lab, sweep.Id, screen, quiet: json, cancellationToken);
            if (json)
                screen.Json(end);
            else
                screen.Write(RunTable.Of(end));
            return end.Summary.BestExperiment is not null
                || (end.Summary.Objective == SweepObjective.None && end.Summary.Finished > 0)
                ? ExitCode.Done
                : throw new LabException($"{sweep.Id} ended without a result.");
        }
        catch (OperationCanceledException)
        {
            screen.Remark($"The sweep goes on; ./lab sweep show {sweep.Id} says how it stands.");
            throw;
        }
    }
}
