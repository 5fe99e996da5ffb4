using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep compare SWEEP.N …</c>: experiments side by side, of one sweep or of several.</summary>
internal sealed class SweepCompareVerb : ServerVerb
{
    private readonly Argument<string[]> experiments = new("SWEEP.N")
    {
        Description = "Two to twelve experiments' ids (./lab runs).",
        Arity = new ArgumentArity(2, 12),
    };

    public SweepCompareVerb() : base(
        "compare", "Compare experiments of any sweeps: results at equal kimg, settings that differ, shared phases.") =>
        Arguments.Add(experiments);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var comparison = await lab.Compare(arguments.GetRequiredValue(experiments), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(comparison);
        else
            screen.Write(ExperimentComparisonText.Of(comparison, withStars: !screen.IsTerminal));
        return ExitCode.Done;
    }
}
