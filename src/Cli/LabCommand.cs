using System.CommandLine;
using System.CommandLine.Help;
using PgGanLab.Cli.Completion;
using PgGanLab.Cli.Demo;
using PgGanLab.Cli.Reports;
using PgGanLab.Cli.Verbs;
using PgGanLab.Terminal;

namespace PgGanLab.Cli;

/// <summary>The command line: its verbs, and how it ends.</summary>
internal static class LabCommand
{
    /// <summary>
    /// How long a verb may take to end after Ctrl-C or SIGTERM; a lab that the demo started
    /// stores its snapshots meanwhile.
    /// </summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    public static Command Create() => new(
        "lab", "Trains progressive-growing GANs as sweeps and hands over the best generator.")
    {
        new DemoVerb(),
        new Group(
            "sweep",
            "Make, submit, list, show, analyse, compare, pause, limit, cancel, restart and remove sweeps.")
        {
            new SweepNewVerb(), new SweepPreviewVerb(), new SweepSubmitVerb(), new SweepListVerb(),
            new SweepShowVerb(), new SweepTableVerb(), new SweepAnalysisVerb(), new SweepCompareVerb(),
            new SweepReportVerb(),
            new SweepPriorityVerb(), new SweepPauseVerb(), new SweepResumeVerb(), new SweepPromoteVerb(),
            new SweepBudgetVerb(), new SweepCancelVerb(), new SweepRetryVerb(), new SweepStarVerb(true),
            new SweepStarVerb(false), new SweepTagVerb(), new SweepNoteVerb(), new SweepArchiveVerb(),
            new SweepUnarchiveVerb(), new SweepRemoveVerb(),
        },
        new SimulateVerb(),
        new RunsVerb(),
        new BestVerb(),
        new Group("dataset", "Make, list, show, check and remove datasets.")
        {
            new DatasetCreateVerb(), new DatasetPrepareVerb(), new DatasetListVerb(), new DatasetShowVerb(),
            new DatasetVerifyVerb(), new DatasetRemoveVerb(),
        },
        new WorkersVerb("workers"),
        new Group("worker", "List, drain, resume and forget workers.")
        {
            new WorkersVerb("ls"), new WorkerDrainVerb(), new WorkerResumeVerb(), new WorkerRemoveVerb(),
        },
        new Group("token", "Make, list and revoke tokens: of programs that use the lab, and of hosts that join it.")
        {
            new TokenNewVerb(), new TokenListVerb(), new TokenRevokeVerb(),
        },
        new Group("user", "Add, list and remove those who can sign in.")
        {
            new UserAddVerb(), new UserListVerb(), new UserPasswordVerb(), new UserRoleVerb(), new UserRemoveVerb(),
        },
        new Group("store", "Show what the store has; free what is not needed.")
        {
            new StoreShowVerb(), new StoreFreeVerb(),
        },
        new VerifyVerb(),
        new EventsVerb(),
        new LogsVerb(),
        new SettingsVerb(),
        new OpenVerb(),
        new CompletionVerb(),
        new HelpOption { Recursive = true },
    };

    /// <summary>Runs one command line.</summary>
    /// <returns>0 when it did what was asked, 1 when it failed (one sentence on the error writer), 130 when it
    /// was interrupted.</returns>
    public static Task<int> Run(
        IReadOnlyList<string> arguments, InvocationConfiguration configuration, CancellationToken stop = default) =>
        CommandRun.Of(Create(), arguments, configuration, stop);
}

/// <summary>A word with verbs under it; alone it shows its help.</summary>
internal sealed class Group : Command
{
    public Group(string name, string description) : base(name, description) =>
        SetAction(arguments => new HelpAction().Invoke(arguments));
}

/// <summary>A verb can't do what was asked. <see cref="Exception.Message"/> is one sentence for the user.</summary>
internal class LabException : Exception
{
    public LabException() { }

    public LabException(string message) : base(message) { }

    public LabException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The lab does not answer now; it may answer the same question later.</summary>
internal sealed class LabAwayException : LabException
{
    public LabAwayException() { }

    public LabAwayException(string message) : base(message) { }

    public LabAwayException(string message, Exception innerException) : base(message, innerException) { }
}
