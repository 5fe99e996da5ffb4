using PgGanLab.Terminal;

namespace PgGanLab.Cli.Completion;

/// <summary>Completion for fish, with what each word does.</summary>
internal static class FishScript
{
    public static string Of(IReadOnlyList<CommandWord> words)
    {
        var values = CompletionTree.Values(words).ToDictionary(v => v.Key);
        return $"""
            # Completion of ./lab for fish: ./lab completion fish | source, or into ~/.config/fish/completions/lab.fish.
            function __lab_at
                set -l typed lab
                for word in (commandline -opc)[2..-1]
                    switch "$typed $word"
                        case {string.Join(' ', CompletionTree.Verbs(words).Select(v => $"'{v}'"))}
                            set typed "$typed $word"
                    end
                end
                test "$typed" = "$argv[1]"
            end
            {string.Join('\n', CompletionTree.Words(words).SelectMany(p => p).Select(w => Line(w, values)))}
            """;
    }

    private static string Line(CommandWord word, Dictionary<string, IGrouping<string, CommandWord>> values)
    {
        var summary = word.Summary.Length == 0 ? "" : $" -d {Quoted(word.Summary)}";
        var at = $"complete -c lab -n '__lab_at \"{word.After}\"'";
        if (!word.Word.StartsWith("--", StringComparison.Ordinal))
            return $"{at} -a '{word.Word}'{summary}";
        string[] own = [.. values.TryGetValue($"{word.After} {word.Word}", out var known)
            ? known.Select(v => v.Word).Where(v => v.Length > 0) : []];
        return $"{at} -l {word.Word[2..]}{(known is null ? "" : " -r")}"
            + $"{(own.Length == 0 ? "" : $" -f -a '{string.Join(' ', own)}'")}{summary}";
    }

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
