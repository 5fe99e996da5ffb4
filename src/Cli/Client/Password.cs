using Spectre.Console;

namespace PgGanLab.Cli.Client;

/// <summary>Where a password comes from; never from an argument, which other users of a host see.</summary>
internal static class Password
{
    public const string Variable = "LAB_PASSWORD";

    /// <summary>From the environment, else a line of a piped standard input, else asked for twice, unseen.</summary>
    /// <exception cref="LabException">None came, or the two differ.</exception>
    public static string Ask()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() is { Length: > 0 } line
                ? line
                : throw new LabException(
                    $"No password came: type it in a terminal, pipe it in, or put it into {Variable}.");
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var password = terminal.Prompt(new TextPrompt<string>("Password:").Secret(null));
        return terminal.Prompt(new TextPrompt<string>("The same again:").Secret(null)) == password
            ? password
            : throw new LabException("The two passwords differ; nothing was changed.");
    }
}
