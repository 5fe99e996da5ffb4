using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab runs SWEEP</c>: a sweep's experiments, best first.</summary>
internal sealed class RunsVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("SWEEP") { Description = "The sweep's id (./lab sweep ls)." };

    public RunsVerb() : base("runs", "List the experiments of a sweep, best first.") => Arguments.Add(sweep);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var experiments = await lab.GetExperiments(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(experiments);
        else
            screen.Write(RunTable.Of(experiments));
        return ExitCode.Done;
    }
}
