using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep note ID TEXT</c>: writes a note to a sweep or an experiment, or shows it.</summary>
internal sealed class SweepNoteVerb : ServerVerb
{
    private readonly Argument<string> what = new("ID")
    {
        Description = "A sweep (./lab sweep ls), or one of its experiments: SWEEP.3.",
    };

    private readonly Argument<string?> text = new("TEXT")
    {
        Description = "The note from now on, \"\" for none; without it, the note is shown.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public SweepNoteVerb() : base("note", "Write a note to a sweep or an experiment, or show it.")
    {
        Arguments.Add(what);
        Arguments.Add(text);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(what);
        var now = arguments.GetValue(text) is { } note
            ? await lab.Annotate(id, new(null, note), cancellationToken)
            : await lab.GetAnnotation(id, cancellationToken);
        if (WantsJson(arguments))
            screen.Json(now);
        else
            screen.Line(now.Note.Length == 0 ? $"{id} has no note." : $"{id}: {now.Note}");
        return ExitCode.Done;
    }
}
