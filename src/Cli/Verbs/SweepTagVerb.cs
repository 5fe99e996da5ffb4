using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab sweep tag ID TAG…</c>: tags a sweep or an experiment, and says how it is tagged.</summary>
internal sealed class SweepTagVerb : ServerVerb
{
    private readonly Argument<string> what = new("ID")
    {
        Description = "A sweep (./lab sweep ls), or one of its experiments: SWEEP.3.",
    };

    private readonly Argument<string[]> tags = new("TAG")
    {
        Description = "Words to add; without any, its tags are shown.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> removed = new("--remove")
    {
        Description = "A tag to take away; give it several times for several.",
        HelpName = "TAG",
    };

    public SweepTagVerb() : base("tag", "Tag a sweep or an experiment, to find it again.")
    {
        Arguments.Add(what);
        Arguments.Add(tags);
        Options.Add(removed);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var id = arguments.GetRequiredValue(what);
        var (added, taken) = (arguments.GetValue(tags) ?? [], arguments.GetValue(removed) ?? []);
        var now = await lab.GetAnnotation(id, cancellationToken);
        if (added.Length + taken.Length > 0)
            now = await lab.Annotate(
                id,
                new([.. now.Tags.Union(added).Except(taken, StringComparer.OrdinalIgnoreCase)], null),
                cancellationToken);
        if (WantsJson(arguments))
            screen.Json(now);
        else
            screen.Line(now.Tags.IsEmpty ? $"{id} has no tag." : $"{id}: {string.Join(' ', now.Tags)}");
        return ExitCode.Done;
    }
}
