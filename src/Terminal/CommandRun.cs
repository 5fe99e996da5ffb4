using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

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
        if (arguments is [CommandWord.Ask])
        {
            foreach (var word in CommandWord.Of(root))
                await configuration.Output.WriteLineAsync(word.ToString());
            return ExitCode.Done;
        }
        NumberOptions.ReadStrictly(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors is [var error, ..] && parsed.Action is not HelpAction)
        {
            var wrong = parsed.UnmatchedTokens is [var token, ..]
                ? $"'{InputText.Shown(token)}' is not known here"
                    + NearestName.Question(token, Known(parsed.CommandResult.Command))
                : error.Message;
            await configuration.Error.WriteLineAsync($"lab: {wrong} {Typed(parsed)} --help says what is right.");
            return ExitCode.Failed;
        }
        return await parsed.InvokeAsync(configuration, stop);
    }

    /// <summary>What may follow a verb: its own verbs and its options.</summary>
    private static IEnumerable<string> Known(Command command) =>
        command.Subcommands.SelectMany(verb => verb.Aliases.Prepend(verb.Name))
            .Concat(command.Options.Where(option => !option.Hidden).Select(option => option.Name));

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
