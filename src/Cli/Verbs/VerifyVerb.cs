using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab verify</c>: whether the final checkpoints still are what was stored.</summary>
internal sealed class VerifyVerb : ServerVerb
{
    public VerifyVerb()
        : base("verify", "Read every final checkpoint; what is damaged or lost is made again when it is needed.")
    { }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var check = await lab.VerifyStore(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(check);
        else
            screen.Line($"{Readable.Plural(check.Files, "final checkpoint")} of {Readable.Bytes(check.Bytes)} read, "
                + (check.Damaged.IsEmpty && check.Unread.IsEmpty
                    ? "all of them whole."
                    : $"{check.Damaged.Length} damaged."));
        if (check.Mended > 0)
            screen.Remark(
                $"{Readable.Plural(check.Mended, "checkpoint")} found damaged earlier: whole now, used again.");
        foreach (var problem in check.Damaged.Concat(check.Unread))
            screen.Remark($"{problem.Path}: {problem.Reason}.");
        string[] consequences = [.. Consequences(check)];
        return consequences.Length == 0 ? ExitCode.Done : throw new LabException(string.Join(' ', consequences));
    }

    private static IEnumerable<string> Consequences(StoreCheck check)
    {
        var later = check.Damaged.Select(d => d.Phase).Distinct().Count() - check.Awaited;
        if (check.Awaited > 0)
            yield return
                $"{Readable.Plural(check.Awaited, "phase")} will be trained again as soon as a worker is free.";
        if (later > 0)
            yield return $"{Readable.Plural(later, "phase")} will be trained again when a sweep needs the checkpoint.";
        if (!check.Unread.IsEmpty)
            yield return $"{Readable.Plural(check.Unread.Length, "checkpoint")} could not be read.";
    }
}
