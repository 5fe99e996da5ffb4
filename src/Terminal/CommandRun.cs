using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace PgGanLab.Terminal;

/// <summary>How a command line of the lab is run and ends.</summary>
internal static class CommandRun
{
    /// <summary>Runs one command line.</summary>
    /// <returns>0 when it did what was asked, 1 when it failed (one sentence on the error writer), 130 when it
    /// was interrupted.</returns>
    public static async Task<int> Of(
        Command root, IReadOnlyList<string> arguments, InvocationConfiguration configuration,
        CancellationToken stop = default)
    {
        NumberOptions.ReadStrictly(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors is [var error, ..] && parsed.Action is not HelpAction)
        {
            var wrong = parsed.UnmatchedTokens is [var token, ..] ? $"'{token}' is not known here." : error.Message;
            await configuration.Error.WriteLineAsync($"lab: {wrong} {Typed(parsed)} --help says what is right.");
            return ExitCode.Failed;
        }
        return await parsed.InvokeAsync(configuration, stop);
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

/// <summary>What a verb's process ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It failed; one sentence stands on the error writer.</summary>
    public const int Failed = 1;

    /// <summary>Ctrl-C or SIGTERM came before it was done.</summary>
    public const int Interrupted = 130;
}
