using System.CommandLine;
using PgGanLab.Growth;
using PgGanLab.Maintenance.Backups;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Verbs;

/// <summary><c>lab backup DIR</c>: a copy of the lab as it is now, while it runs.</summary>
internal sealed class BackupVerb : DataVerb
{
    private readonly Argument<string> folder = new("DIR")
    {
        Description = "Where the backup lies: a directory that is new or empty, or has this lab's last backup.",
        HelpName = "DIR",
    };

    public BackupVerb() : base(
        "backup", "Copy the lab as it is now, also while it trains; a second time only what is new.") =>
        Arguments.Add(folder);

    protected override Task<int> Run(ParseResult arguments, CancellationToken stop)
    {
        var lab = Directories(arguments);
        var watched = new CopyLine(arguments.InvocationConfiguration.Error);
        var report = LabBackup.Make(lab, Path.GetFullPath(arguments.GetRequiredValue(folder)), watched, stop);
        watched.End();
        foreach (var problem in report.NotTaken)
            arguments.InvocationConfiguration.Error.WriteLine($"{problem.Path}: {problem.Reason}.");
        Print(arguments, report, InWords(report));
        return Task.FromResult(ExitCode.Done);
    }

    private static string InWords(BackupReport report) =>
        $"{report.Backup} has {Readable.Plural(report.Files, "file")} of {Readable.Bytes(report.Bytes)}; "
        + $"{Readable.Count(report.NewFiles)} of {Readable.Bytes(report.NewBytes)} were copied now"
        + (report.Removed > 0 ? $", {Readable.Count(report.Removed)} that the lab freed were removed" : "")
        + (report.NotTaken.IsEmpty ? "." : $", {Readable.Count(report.NotTaken.Length)} could not be taken: "
            + "./lab verify has the lab make them again.");
}
