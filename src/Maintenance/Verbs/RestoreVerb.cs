using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Maintenance.Backups;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Verbs;

/// <summary><c>lab restore DIR</c>: a lab from its backup, in an empty data directory.</summary>
internal sealed class RestoreVerb : DataVerb
{
    private readonly Argument<string> folder = new("DIR")
    {
        Description = "A directory that ./lab backup made.",
        HelpName = "DIR",
    };

    public RestoreVerb() : base(
        "restore", "Make a lab from its backup in an empty data directory; every file is compared.") =>
        Arguments.Add(folder);

    protected override Task<int> Run(ParseResult arguments, CancellationToken stop)
    {
        var lab = Directories(arguments);
        var watched = new CopyLine(arguments.InvocationConfiguration.Error);
        var report = LabRestore.Make(Path.GetFullPath(arguments.GetRequiredValue(folder)), lab, watched, stop);
        watched.End();
        Print(arguments, report,
            $"{report.Data} has the lab of {report.MadeAt:yyyy-MM-dd HH:mm} UTC: "
            + $"{Readable.Plural(report.Files, "file")} of {Readable.Bytes(report.Bytes)}, all of them whole. "
            + $"./lab up --data {report.Data} starts it.");
        return Task.FromResult(ExitCode.Done);
    }
}
