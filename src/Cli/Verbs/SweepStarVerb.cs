using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep star SWEEP.3</c>: keeps all of an experiment; <c>unstar</c>: no longer.</summary>
internal sealed class SweepStarVerb : ServerVerb
{
    private readonly bool isStarred;

    private readonly Argument<string> experiment = new("SWEEP.N") { Description = "The experiment's id." };

    public SweepStarVerb(bool isStarred) : base(
        isStarred ? "star" : "unstar",
        isStarred ? "Keep all of an experiment, whatever room it takes." : "Keep an experiment as long as any other.")
    {
        this.isStarred = isStarred;
        Arguments.Add(experiment);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var summary = await lab.Star(arguments.GetRequiredValue(experiment), isStarred, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(summary);
        else
            screen.Line(isStarred
                ? $"{summary.Id} is starred: all of it is kept."
                : $"{summary.Id} is kept as long as any other.");
        return ExitCode.Done;
    }
}
