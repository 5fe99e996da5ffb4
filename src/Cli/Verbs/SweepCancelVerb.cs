using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep cancel ID</c>: gives up what is not finished.</summary>
internal sealed class SweepCancelVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    public SweepCancelVerb() : base("cancel", "Give up what a sweep has not finished; finished experiments stay.") =>
        Arguments.Add(sweep);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var summary = await lab.Cancel(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(summary);
        else
            screen.Line(
                $"{summary.Id} is {Readable.Status(summary.Status)}; "
                + $"{summary.Finished} of {Readable.Plural(summary.Experiments, "experiment")} had finished.");
        return ExitCode.Done;
    }
}
