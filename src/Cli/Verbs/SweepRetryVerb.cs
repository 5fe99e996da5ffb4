using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep retry ID</c>: starts experiments again that ended without a result.</summary>
internal sealed class SweepRetryVerb : ServerVerb
{
    private readonly Argument<string> what = new("ID")
    {
        Description = "A sweep: all of its experiments that failed or were cancelled. "
            + "Or one experiment, SWEEP.3, also one that diverged.",
    };

    public SweepRetryVerb()
        : base("retry", "Start experiments again that ended without a result; what is trained stays so.") =>
        Arguments.Add(what);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(what);
        if (id.Contains('.'))
        {
            var experiment = await lab.RetryExperiment(id, cancellationToken);
            Say(arguments, screen, experiment, $"{experiment.Id} starts again.");
        }
        else
        {
            var sweep = await lab.Retry(id, cancellationToken);
            var waiting = sweep.Experiments - sweep.Finished - sweep.Lost;
            Say(arguments, screen, sweep,
                $"{sweep.Id} goes on: {Readable.Plural(waiting, "experiment")} of {Readable.Count(sweep.Experiments)} "
                + "to be trained.");
        }
        return ExitCode.Done;
    }

    private void Say<T>(ParseResult arguments, Screen screen, T answer, string sentence)
    {
        if (WantsJson(arguments))
            screen.Json(answer);
        else
            screen.Line(sentence);
    }
}
