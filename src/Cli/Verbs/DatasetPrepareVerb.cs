using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Cli.Watching;
using PgGanLab.Growth.Datasets;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab dataset prepare NAME</c>: makes a dataset that needs nothing but its name.</summary>
internal sealed class DatasetPrepareVerb : ServerVerb
{
    private readonly Argument<string> name =
        new("NAME") { Description = "What to prepare: fashion-mnist (Debian's package) or synthetic." };

    public DatasetPrepareVerb()
        : base("prepare", "Prepare a dataset that needs no files of yours; one that is there is taken as it is.") =>
        Arguments.Add(name);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var request = new DatasetRequest(arguments.GetRequiredValue(name));
        var dataset = await lab.CreateDataset(request, progress =>
        {
            if (progress.IsWaiting)
                screen.Remark(DatasetBar.Waits(request.Name));
        }, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(dataset);
        else
            screen.Line(DatasetTable.Sentence(dataset));
        return ExitCode.Done;
    }
}
