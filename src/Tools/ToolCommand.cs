using System.CommandLine;
using System.CommandLine.Help;
using PgGanLab.Terminal;
using PgGanLab.Tools.Bench;
using PgGanLab.Tools.Verbs;

namespace PgGanLab.Tools;

/// <summary>The command line of the local tools: its verbs, and how it ends.</summary>
internal static class ToolCommand
{
    public static Command Create() => new("lab", "Measures, exports and draws on this machine, without a running lab.")
    {
        new MetricVerb(),
        new ExportVerb(),
        new GenerateVerb(),
        new InterpolateVerb(),
        new TimelapseVerb(),
        new NearestVerb(),
        new ImportVerb(),
        // without a verb of these, the script compares with PyTorch
        new Command("bench", "Time training steps or SWD measurements on this machine.")
        {
            new TrainBenchVerb(),
            new SwdBenchVerb(),
        },
        new HelpOption { Recursive = true },
    };

    /// <summary>Runs one command line.</summary>
    /// <returns>0 when it did what was asked, 1 when it failed (one sentence on the error writer), 130 when it
    /// was interrupted.</returns>
    public static Task<int> Run(
        IReadOnlyList<string> arguments, InvocationConfiguration configuration, CancellationToken stop = default) =>
        CommandRun.Of(Create(), arguments, configuration, stop);
}
