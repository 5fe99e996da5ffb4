using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab dataset remove NAME</c>: deletes a dataset that no unfinished sweep needs.</summary>
internal sealed class DatasetRemoveVerb : ServerVerb
{
    private readonly Argument<string> name = new("NAME") { Description = "The dataset (./lab dataset list)." };

    public DatasetRemoveVerb()
        : base("remove", "Delete a dataset, unless an unfinished sweep needs it; its source is left alone.")
    {
        Aliases.Add("rm");
        Arguments.Add(name);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var removed = arguments.GetRequiredValue(name);
        await lab.RemoveDataset(removed, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(new { name = removed, removed = true });
        else
            screen.Line($"{removed} is removed.");
        return ExitCode.Done;
    }
}
