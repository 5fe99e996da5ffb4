using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using PgGanLab.Tools.Verbs;
using PgGanLab.Tools.Verbs.Bench;

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
        new BenchCommand(),
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

    /// <summary>The verb as it was typed: <c>./lab metric swd</c>.</summary>
    private static string Typed(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
            names.Push(result.Command.Name);
        return "./" + string.Join(' ', names);
    }
}
