using PgGanLab.Terminal;

namespace PgGanLab.Cli.Completion;

/// <summary>Completion for bash 3.2 and newer.</summary>
internal static class BashScript
{
    public static string Of(IReadOnlyList<CommandWord> words) => $$"""
        # Completion of ./lab for bash: source <(./lab completion bash), or put it into ~/.bash_completion.
        _lab() {
          local typed=lab word words='' current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
          for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
            case "$typed $word" in
              {{string.Join(" | ", CompletionTree.Verbs(words).Select(v => $"'{v}'"))}}) typed="$typed $word" ;;
            esac
          done
          case "$typed $previous" in
        {{Cases(CompletionTree.Values(words))}}
            *)
              case $typed in
        {{Cases(CompletionTree.Words(words))}}
              esac
              ;;
          esac
          COMPREPLY=()
          while IFS='' read -r word; do
            [ -z "$word" ] || COMPREPLY+=("$word")
          done <<<"$(compgen -W "$words" -- "$current")"
        }
        complete -o default -F _lab lab
        """;

    private static string Cases(IEnumerable<IGrouping<string, CommandWord>> places) => string.Join('\n', places
        .GroupBy(place => string.Join(' ', place.Select(w => w.Word)), place => $"'{place.Key}'")
        .Select(same => $"    {string.Join(" | ", same)}) words='{same.Key}' ;;"));
}

/// <summary>Words by where they are typed.</summary>
internal static class CompletionTree
{
    /// <summary>Every verb with those before it: <c>lab sweep new</c>.</summary>
    public static IEnumerable<string> Verbs(IReadOnlyList<CommandWord> words) =>
        Words(words).Select(place => place.Key).Where(key => key.Contains(' ', StringComparison.Ordinal));

    /// <summary>Verbs and options, by the verb that they follow.</summary>
    public static IEnumerable<IGrouping<string, CommandWord>> Words(IReadOnlyList<CommandWord> words) =>
        words.Where(w => !IsOption(w.After)).GroupBy(w => w.After);

    /// <summary>Values, by the option that they follow; a value of the user's own is an empty word.</summary>
    public static IEnumerable<IGrouping<string, CommandWord>> Values(IReadOnlyList<CommandWord> words) =>
        words.Where(w => IsOption(w.After)).GroupBy(w => w.After);

    private static bool IsOption(string typed) => typed[(typed.LastIndexOf(' ') + 1)..].StartsWith('-');
}
