using System.CommandLine;
using System.CommandLine.Help;
using PgGanLab.Maintenance.Verbs;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance;

/// <summary>The command line of the verbs that look after a lab on its own machine, and how it ends.</summary>
internal static class MaintenanceCommand
{
    public static Command Create() => new("lab", "Looks after a lab on its own machine, whether it runs or not.")
    {
        new BackupVerb(),
        new RestoreVerb(),
        new DoctorVerb(),
        new MigrateVerb(),
        new HelpOption { Recursive = true },
    };

    /// <summary>Runs one command line.</summary>
    /// <returns>0 when it did what was asked, 1 when it failed (one sentence on the error writer), 130 when it
    /// was interrupted.</returns>
    public static Task<int> Run(
        IReadOnlyList<string> arguments, InvocationConfiguration configuration, CancellationToken stop = default) =>
        CommandRun.Of(Create(), arguments, configuration, stop);
}
