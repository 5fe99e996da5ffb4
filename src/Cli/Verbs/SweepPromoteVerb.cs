using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep promote ID</c>: lets an experiment on that waits at a rung.</summary>
internal sealed class SweepPromoteVerb : ServerVerb
{
    private readonly Argument<string> experiment = new("ID") { Description = "An experiment: SWEEP.3." };

    public SweepPromoteVerb() : base(
        "promote", "Let an experiment on that its sweep's stopping rule paused, with all seeds of its point.") =>
        Arguments.Add(experiment);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var answer = await lab.ChangeExperiment(Name, arguments.GetRequiredValue(experiment), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(answer);
        else
            screen.Line($"{answer.Id} goes on; it is {Readable.Status(answer.Status)}.");
        return ExitCode.Done;
    }
}
