using System.CommandLine;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab verify</c>: whether the final checkpoints still are what was stored.</summary>
internal sealed class VerifyVerb : ServerVerb
{
    public VerifyVerb()
        : base("verify", "Read every final checkpoint; those that are damaged or lost are made again.")
    { }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var check = await lab.VerifyStore(cancellationToken);
        if (WantsJson(arguments))
            screen.Json(check);
        else
            screen.Line($"{Readable.Plural(check.Files, "final checkpoint")} of {Readable.Bytes(check.Bytes)} read, "
                + $"{(check.Damaged.IsEmpty ? "all of them whole" : $"{check.Damaged.Length} damaged")}.");
        foreach (var damaged in check.Damaged)
            screen.Remark($"{damaged.Path}: {damaged.Reason}.");
        return check.Damaged.IsEmpty ? ExitCode.Done : throw new LabException(
            $"{Readable.Plural(check.Damaged.Length, "phase")} will be trained again as soon as a worker is free.");
    }
}
