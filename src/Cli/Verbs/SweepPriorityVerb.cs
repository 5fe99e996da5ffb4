using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary>
/// <c>lab sweep priority ID N</c>: puts a sweep before or behind others, or an experiment before others of its sweep.
/// </summary>
internal sealed class SweepPriorityVerb : ServerVerb
{
    private readonly Argument<string> what = new("ID")
    {
        Description = "A sweep (./lab sweep ls), or one of its experiments: SWEEP.3.",
    };

    private readonly Argument<int> priority = new("N")
    {
        Description = $"A whole number from {-SweepPriority.Most} to {SweepPriority.Most}; 0 unless a sweep's file "
            + "says otherwise.",
    };

    public SweepPriorityVerb()
        : base("priority",
            "Put a sweep before or behind others, or an experiment of it: the greater number gets devices first.")
    {
        Arguments.Add(what);
        Arguments.Add(priority);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var (id, wanted) = (arguments.GetRequiredValue(what), arguments.GetRequiredValue(priority));
        if (id.Contains('.'))
        {
            var experiment = await lab.SetExperimentPriority(id, wanted, cancellationToken);
            Say(arguments, screen, experiment,
                $"{experiment.Id} has priority {experiment.Priority} among its sweep's; devices go by it from now on.");
        }
        else
        {
            var sweep = await lab.SetPriority(id, wanted, cancellationToken);
            Say(arguments, screen, sweep, $"{sweep.Id} has priority {sweep.Priority}; devices go by it from now on.");
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
