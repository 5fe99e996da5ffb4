using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep analysis ID</c>: which settings a sweep's results hang on.</summary>
internal sealed class SweepAnalysisVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    public SweepAnalysisVerb() : base(
        "analysis", "Show which settings a sweep's results hang on: importances and mean results by value.") =>
        Arguments.Add(sweep);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var analysis = await lab.GetAnalysis(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(analysis);
        else
            screen.Write(AnalysisText.Of(analysis));
        return ExitCode.Done;
    }
}
