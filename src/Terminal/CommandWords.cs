using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

namespace PgGanLab.Terminal;

/// <summary>
/// What may be typed where on a command line, for shells that complete it. One program asks the others for their words
/// with <see cref="Ask"/> in place of a verb.
/// </summary>
/// <param name="After">What stands before it: <c>lab sweep new</c>, or <c>lab logs --level</c> for a value.</param>
/// <param name="Word">The verb, option or value; empty where an option's value is the user's own.</param>
/// <param name="Summary">One line about it.</param>
internal sealed record CommandWord(string After, string Word, string Summary)
{
    /// <summary>In place of a verb: print all words, a line each with tabs between the parts.</summary>
    public const string Ask = "--words";

    /// <summary>Reads such a line.</summary>
    public static CommandWord Parse(string line)
    {
        var parts = line.Split('\t');
        return new CommandWord(parts[0], parts[1], parts[2]);
    }

    public override string ToString() => $"{After}\t{Word}\t{Summary}";

    /// <summary>Everything that may be typed behind a command's name.</summary>
    public static IEnumerable<CommandWord> Of(Command command) => Of(command, command.Name, []);

    private static IEnumerable<CommandWord> Of(Command command, string typed, IReadOnlyList<Option> recursive)
    {
        var options = command.Options.Where(o => !o.Hidden).Concat(recursive).ToArray();
        foreach (var verb in command.Subcommands.Where(c => !c.Hidden))
        {
            foreach (var name in verb.Aliases.Prepend(verb.Name))
                yield return new CommandWord(typed, name, Line(verb.Description));
            foreach (var word in verb.Aliases.Prepend(verb.Name).SelectMany(name =>
                Of(verb, $"{typed} {name}", [.. options.Where(o => o.Recursive)])))
                yield return word;
        }
        foreach (var value in command.Arguments.SelectMany(Values))
            yield return new CommandWord(typed, value, "");
        foreach (var option in options)
        {
            yield return new CommandWord(typed, option.Name, Line(option.Description));
            if (option is HelpOption || option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool))
                continue;
            foreach (var name in option.Aliases.Prepend(option.Name))
                foreach (var value in option.GetCompletions(CompletionContext.Empty).Select(c => c.Label)
                    .DefaultIfEmpty(""))
                    yield return new CommandWord($"{typed} {name}", value, "");
        }
    }

    private static IEnumerable<string> Values(Argument argument) =>
        argument.GetCompletions(CompletionContext.Empty).Select(c => c.Label);

    private static string Line(string? text) => (text ?? "").ReplaceLineEndings(" ").Replace('\t', ' ');
}
