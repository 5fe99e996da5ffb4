using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep show ID</c>: one sweep with its experiments.</summary>
internal sealed class SweepShowVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    public SweepShowVerb() : base("show", "Show a sweep and its experiments, best first.") => Arguments.Add(sweep);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var view = await lab.GetSweep(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
        {
            screen.Json(view);
            return ExitCode.Done;
        }
        var summary = view.Summary;
        screen.Line(
            $"{summary.Id} ({SweepTable.Status(summary)}) on {summary.Dataset}: "
            + $"{SweepTable.Cost(summary)}, {Readable.Kimg(summary.KimgTrained)} trained so far"
            + (summary.SecondsLeft is { } left ? $", about {Readable.Duration(left)} left" : ""));
        if (summary.Spent is { } spent)
            screen.Line($"Ended by its budget: {spent}. ./lab sweep budget {summary.Id} raises it.");
        else if (summary.BudgetText() is { Length: > 0 } budget)
            screen.Line($"Budget: {budget}");
        if (summary.SharingInWords() is { Length: > 0 } sharing)
            screen.Line($"{Readable.Kimg(summary.KimgReused)} kimg were not trained twice: {sharing}.");
        if (!summary.Tags.IsEmpty)
            screen.Line($"Tags: {string.Join(' ', summary.Tags)}");
        if (summary.Note.Length > 0)
            screen.Line($"Note: {summary.Note}");
        screen.Write(RunTable.Of(view));
        return ExitCode.Done;
    }
}
