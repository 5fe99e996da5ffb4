using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep ls</c>: all sweeps but archived ones, newest first.</summary>
internal sealed class SweepListVerb : ServerVerb
{
    private readonly Option<bool> archived = new("--archived") { Description = "Those that are archived instead." };

    public SweepListVerb() : base("ls", "List sweeps, newest first.") => Options.Add(archived);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var isArchived = arguments.GetValue(archived);
        var sweeps = await lab.GetSweeps(isArchived, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(sweeps);
        else if (sweeps.Length == 0 && isArchived)
            screen.Line("No sweep is archived; ./lab sweep archive ID puts one away.");
        else if (sweeps.Length == 0 && await lab.GetSweeps(archived: true, cancellationToken) is { Length: > 0 } away)
            screen.Line($"No sweep but {Readable.Plural(away.Length, "archived one")}; ./lab sweep ls --archived lists "
                + (away.Length == 1 ? "it." : "them."));
        else if (sweeps.Length == 0)
            screen.Line("No sweep yet; ./lab sweep submit samples/fashion-mnist-demo.yaml makes one.");
        else
            screen.Write(SweepTable.Of(sweeps));
        return ExitCode.Done;
    }
}
