using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab workers</c>: the lab's devices and what they do.</summary>
internal sealed class WorkersVerb() : ServerVerb("workers", "List the lab's devices and what they do.")
{
    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var workers = await lab.GetWorkers(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(workers);
        else
            screen.Write(WorkerTable.Of(workers, TimeProvider.System.GetUtcNow()));
        return ExitCode.Done;
    }
}
