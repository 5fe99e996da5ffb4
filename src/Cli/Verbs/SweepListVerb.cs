using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep ls</c>: all sweeps, newest first.</summary>
internal sealed class SweepListVerb() : ServerVerb("ls", "List sweeps, newest first.")
{
    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var sweeps = await lab.GetSweeps(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(sweeps);
        else if (sweeps.Length == 0)
            screen.Line("No sweep yet; ./lab sweep submit samples/fashion-mnist-demo.yaml makes one.");
        else
            screen.Write(SweepTable.Of(sweeps));
        return ExitCode.Done;
    }
}
