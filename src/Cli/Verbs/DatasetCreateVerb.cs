using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Cli.Watching;
using PgGanLab.Growth.Datasets;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab dataset create NAME --kind KIND --from PATH</c>: makes a dataset of the user's files.</summary>
internal sealed class DatasetCreateVerb : ServerVerb
{
    private readonly Argument<string> name =
        new("NAME") { Description = "Its name in the lab: lower-case letters, digits, dots and dashes." };
    private readonly DatasetSourceOptions source = new();

    public DatasetCreateVerb()
        : base("create", "Make a dataset of a folder, a zip or the files of a known collection (docs/datasets.md).")
    {
        Arguments.Add(name);
        source.AddTo(this);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var request = source.Request(arguments.GetRequiredValue(name), arguments, lab.IsHere);
        var damaged = new List<DamagedImage>();
        try
        {
            var dataset = await DatasetBar.Follow(
                lab, request, damaged, screen, quiet: WantsJson(arguments), cancellationToken);
            DamagedList.Show(damaged, screen, most: 20, $"./lab dataset show {dataset.Name} --json lists them all");
            if (WantsJson(arguments))
                screen.Json(dataset);
            else
                screen.Line(
                    $"{DatasetTable.Sentence(dataset)}\nLook at it with ./lab dataset show {dataset.Name}; "
                    + "a sweep names it as its dataset.");
            return ExitCode.Done;
        }
        catch (LabException)
        {
            DamagedList.Show(damaged, screen, most: int.MaxValue, "");
            throw;
        }
    }
}
