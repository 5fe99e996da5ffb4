using System.CommandLine;
using System.CommandLine.Help;
using PgGanLab.Cli.Demo;
using PgGanLab.Cli.Verbs;

namespace PgGanLab.Cli;

/// <summary>The command line: its verbs, and how it ends.</summary>
internal static class LabCommand
{
    /// <summary>How long a verb may take to end after Ctrl-C or SIGTERM; a lab that the demo started stores its snapshots meanwhile.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    public static Command Create() => new("lab", "Trains progressive-growing GANs as sweeps and hands over the best generator.")
    {
        new DemoVerb(),
        new Group("sweep", "Make, submit, list, show and cancel sweeps.")
        {
            new SweepNewVerb(), new SweepSubmitVerb(), new SweepListVerb(), new SweepShowVerb(), new SweepTableVerb(), new SweepCancelVerb(),
        },
        new RunsVerb(),
        new BestVerb(),
        new Group("dataset", "Make, list, show, check and remove datasets.")
        {
            new DatasetCreateVerb(), new DatasetPrepareVerb(), new DatasetListVerb(), new DatasetShowVerb(), new DatasetVerifyVerb(), new DatasetRemoveVerb(),
        },
        new WorkersVerb(),
        new HelpOption { Recursive = true },
    };

    /// <summary>Runs one command line.</summary>
    /// <returns>0 when it did what was asked, 1 when it failed (one sentence on the error writer), 130 when it was interrupted.</returns>
    public static Task<int> Run(IReadOnlyList<string> arguments, InvocationConfiguration configuration) => CommandRun.Of(Create(), arguments, configuration);
}
