using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab dataset verify NAME</c>: whether its files still are what was stored.</summary>
internal sealed class DatasetVerifyVerb : ServerVerb
{
    private readonly Argument<string> name = new("NAME") { Description = "The dataset (./lab dataset list)." };

    public DatasetVerifyVerb() : base("verify", "Read every byte of a dataset and compare checksums.") =>
        Arguments.Add(name);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var check = await lab.VerifyDataset(arguments.GetRequiredValue(name), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(check);
        else if (check.IsWhole)
            screen.Line($"{check.Name} is whole.");
        foreach (var problem in check.Problems)
            screen.Remark(problem);
        return check.IsWhole ? ExitCode.Done : throw new LabException(
            $"Dataset {check.Name} is damaged; make it again from its source, and it is mended.");
    }
}
