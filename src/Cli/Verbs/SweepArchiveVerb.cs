using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep archive ID</c>: puts a sweep that has ended away.</summary>
internal sealed class SweepArchiveVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID") { Description = "The sweep's id (./lab sweep ls)." };

    public SweepArchiveVerb() : base(
        "archive", "Put a sweep that has ended away: its results and its best generator stay.") => Arguments.Add(sweep);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var archival = await lab.Archive(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(archival);
        else
            screen.Line(
                $"{archival.Id} is archived, and {Readable.Bytes(archival.Bytes)} are free; ./lab sweep ls --archived "
                + "lists it.");
        return ExitCode.Done;
    }
}

/// <summary><c>lab sweep unarchive ID</c>: puts it into the lists again.</summary>
internal sealed class SweepUnarchiveVerb : ServerVerb
{
    private readonly Argument<string> sweep = new("ID")
    {
        Description = "The sweep's id (./lab sweep ls --archived).",
    };

    public SweepUnarchiveVerb() : base("unarchive", "Put an archived sweep into the lists again.") =>
        Arguments.Add(sweep);

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var summary = await lab.Unarchive(arguments.GetRequiredValue(sweep), cancellationToken);
        if (WantsJson(arguments))
            screen.Json(summary);
        else
            screen.Line($"{summary.Id} is in the lists again.");
        return ExitCode.Done;
    }
}
