using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary>
/// <c>lab sweep pause ID</c>: lets a sweep, or one experiment, wait with all that it has; <c>lab sweep resume ID</c>
/// lets it go on.
/// </summary>
internal abstract class SweepWaitingVerb : ServerVerb
{
    private readonly Argument<string> what = new("ID")
    {
        Description = "A sweep (./lab sweep ls), or one of its experiments: SWEEP.3.",
    };

    protected SweepWaitingVerb(string name, string description) : base(name, description) => Arguments.Add(what);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(what);
        if (id.Contains('.'))
        {
            var experiment = await lab.ChangeExperiment(Name, id, cancellationToken);
            Say(arguments, screen, experiment, $"{experiment.Id} is {Readable.Status(experiment.Status)}.");
        }
        else
        {
            var sweep = await lab.Change(Name, id, cancellationToken);
            Say(arguments, screen, sweep,
                $"{sweep.Id} is {Readable.Status(sweep.Status)}; {sweep.Finished} of "
                + $"{Readable.Plural(sweep.AllExperiments(), "experiment")} have finished.");
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

/// <inheritdoc cref="SweepWaitingVerb"/>
internal sealed class SweepPauseVerb()
    : SweepWaitingVerb("pause", "Let a sweep, or one experiment, wait; its workers are free at once, nothing is lost.");

/// <inheritdoc cref="SweepWaitingVerb"/>
internal sealed class SweepResumeVerb()
    : SweepWaitingVerb("resume", "Let a sweep, or one experiment, go on where it was paused.");
