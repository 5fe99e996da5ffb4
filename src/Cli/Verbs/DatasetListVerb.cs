using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab dataset ls</c>: what the lab can train on.</summary>
internal sealed class DatasetListVerb() : ServerVerb("ls", "List prepared datasets.")
{
    protected override async Task<int> Run(LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var datasets = await lab.GetDatasets(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(datasets);
        else if (datasets.Length == 0)
            screen.Line("No dataset yet; ./lab dataset prepare fashion-mnist makes one.");
        else
            screen.Write(DatasetTable.Of(datasets));
        return ExitCode.Done;
    }
}
