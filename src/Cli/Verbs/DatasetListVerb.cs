using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab dataset list</c>: what the lab can train on.</summary>
internal sealed class DatasetListVerb : ServerVerb
{
    public DatasetListVerb() : base("list", "List the lab's datasets.") => Aliases.Add("ls");

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var datasets = await lab.GetDatasets(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(datasets);
        else if (datasets.Length == 0)
            screen.Line(
                "No dataset yet; ./lab dataset prepare fashion-mnist makes one, "
                + "./lab dataset create one of your own images.");
        else
            screen.Write(DatasetTable.Of(datasets));
        return ExitCode.Done;
    }
}
