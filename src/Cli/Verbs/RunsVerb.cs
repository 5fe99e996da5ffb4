using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab runs SWEEP</c>: a sweep's experiments, best first, or chosen, sorted and in columns.</summary>
internal sealed class RunsVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("SWEEP") { Description = "The sweep's id (./lab sweep ls)." };

    private readonly Option<string> where = new("--where")
    {
        Description = "Only those for which this holds, such as 'swd < 30 and learningRate@16 >= 0.001' (docs/cli.md).",
        HelpName = "EXPRESSION",
    };

    private readonly Option<string> sort = new("--sort")
    {
        Description = "In this order, such as swd, or -kimg,name with the greatest kimg first.",
        HelpName = "COLUMNS",
    };

    private readonly Option<string> columns = new("--columns")
    {
        Description = "With these columns beside the id, such as rank,swd,learningRate@16.",
        HelpName = "COLUMNS",
    };

    private readonly Option<bool> csv = new("--csv") { Description = "Print CSV, with all digits." };

    public RunsVerb() : base("runs", "List the experiments of a sweep, best first.")
    {
        Arguments.Add(sweep);
        foreach (var option in (Option[])[where, sort, columns, csv])
            Options.Add(option);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var (filter, order, shown) =
            (arguments.GetValue(where), arguments.GetValue(sort), arguments.GetValue(columns));
        var (asJson, asCsv) = (WantsJson(arguments), arguments.GetValue(csv));
        if (asJson && (asCsv || shown is not null))
            throw new LabException($"--json has every field; leave out {(asCsv ? "--csv" : "--columns")}.");
        var experiments =
            await lab.GetExperiments(arguments.GetRequiredValue(sweep), filter, order, cancellationToken);
        if (asJson)
            screen.Json(experiments);
        else if (asCsv)
            foreach (var line in ColumnTable.Csv(experiments, shown))
                screen.Line(line);
        else
            screen.Write((filter ?? order ?? shown) is null
                ? RunTable.Of(experiments)
                : ColumnTable.Of(experiments, shown));
        return ExitCode.Done;
    }
}
