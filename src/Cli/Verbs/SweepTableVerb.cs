using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep table ID</c>: a sweep's results side by side, as in the paper's table 1.</summary>
internal sealed class SweepTableVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };
    private readonly Option<bool> markdown = new("--markdown") { Description = "Print it as Markdown." };

    public SweepTableVerb() : base(
        "table", "Show a sweep's results as the paper's table 1: SWD level by level and MS-SSIM, the best in bold.")
    {
        Arguments.Add(sweep);
        Options.Add(markdown);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var table = await lab.GetTable(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(table);
        else if (arguments.GetValue(markdown))
            screen.Line(ComparisonMarkdown.Of(table));
        else
            screen.Write(ComparisonText.Of(table, withStars: !screen.IsTerminal));
        return ExitCode.Done;
    }
}
