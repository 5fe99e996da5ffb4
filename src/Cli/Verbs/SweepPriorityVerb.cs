using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep priority ID N</c>: puts a sweep before or behind others.</summary>
internal sealed class SweepPriorityVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    private readonly Argument<int> priority = new("N")
    {
        Description = $"A whole number from {-SweepPriority.Most} to {SweepPriority.Most}; sweeps have 0 unless their "
            + "file says otherwise.",
    };

    public SweepPriorityVerb()
        : base("priority", "Put a sweep before or behind others: the greater number gets devices first.")
    {
        Arguments.Add(sweep);
        Arguments.Add(priority);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var answer = await lab.SetPriority(
            arguments.GetRequiredValue(sweep), arguments.GetRequiredValue(priority), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(answer);
        else
            screen.Line($"{answer.Id} has priority {answer.Priority}; devices that become free go by it.");
        return ExitCode.Done;
    }
}
