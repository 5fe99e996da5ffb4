using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
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
        new Group("sweep", "Submit, list, show and cancel sweeps.")
        {
            new SweepSubmitVerb(), new SweepListVerb(), new SweepShowVerb(), new SweepCancelVerb(),
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
    public static async Task<int> Run(IReadOnlyList<string> arguments, InvocationConfiguration configuration)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Errors is [var error, ..] && parsed.Action is not HelpAction)
        {
            var wrong = parsed.UnmatchedTokens is [var token, ..] ? $"'{token}' is not known here." : error.Message;
            await configuration.Error.WriteLineAsync($"lab: {wrong} {Typed(parsed)} --help says what is right.");
            return ExitCode.Failed;
        }
        return await parsed.InvokeAsync(configuration);
    }

    /// <summary>The verb as it was typed: <c>./lab sweep show</c>.</summary>
    private static string Typed(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
            names.Push(result.Command.Name);
        return "./" + string.Join(' ', names);
    }
}
