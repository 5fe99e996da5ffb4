using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep remove ID</c>: removes a sweep that has ended.</summary>
internal sealed class SweepRemoveVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    public SweepRemoveVerb() : base(
        "remove", "Remove a sweep that has ended, with the checkpoints and samples that no other sweep has.")
    {
        Aliases.Add("rm");
        Arguments.Add(sweep);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var removal = await lab.RemoveSweep(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(removal);
        else
            screen.Line(
                $"{removal.Id} is removed; {Readable.Plural(removal.Phases, "phase")} that no other sweep has went "
                + $"with it, {Readable.Bytes(removal.Bytes)}.");
        return ExitCode.Done;
    }
}
