using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep cancel ID</c>: gives up what a sweep has not finished, or one experiment.</summary>
internal sealed class SweepCancelVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID")
    {
        Description = "A sweep (./lab sweep ls), or one of its experiments: SWEEP.3.",
    };

    public SweepCancelVerb() : base("cancel", "Give up what a sweep, or one experiment, has not finished.") =>
        Arguments.Add(sweep);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(sweep);
        if (id.Contains('.'))
        {
            var experiment = await lab.CancelExperiment(id, cancellationToken);
            if (WantsJson(arguments))
                screen.Json(experiment);
            else
                screen.Line($"{experiment.Id} is {Readable.Status(experiment.Status)}.");
            return ExitCode.Done;
        }
        var summary = await lab.Cancel(id, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(summary);
        else
            screen.Line(
                $"{summary.Id} is {Readable.Status(summary.Status)}; "
                + $"{summary.Finished} of {Readable.Plural(summary.AllExperiments(), "experiment")} had finished.");
        return ExitCode.Done;
    }
}
