using PgGanLab.Terminal;

namespace PgGanLab.Cli.Completion;

/// <summary>Completion for zsh, with what each word does.</summary>
internal static class ZshScript
{
    public static string Of(IReadOnlyList<CommandWord> words) => $$"""
        #compdef lab
        # Completion of ./lab for zsh: source <(./lab completion zsh) after compinit.
        _lab() {
          local typed=lab word
          local -a found
          for word in ${words[2,CURRENT-1]}; do
            case "$typed $word" in
              {{string.Join(" | ", CompletionTree.Verbs(words).Select(v => $"'{v}'"))}}) typed="$typed $word" ;;
            esac
          done
          case "$typed ${words[CURRENT-1]}" in
        {{Cases(CompletionTree.Values(words))}}
            *)
              case $typed in
        {{Cases(CompletionTree.Words(words))}}
              esac
              ;;
          esac
          _describe lab found || _files
        }
        compdef _lab lab
        """;

    private static string Cases(IEnumerable<IGrouping<string, CommandWord>> places) => string.Join('\n', places.Select(
        place => $"    '{place.Key}') found=({string.Join(' ', place.Where(w => w.Word.Length > 0).Select(Entry))}) ;;"));

    private static string Entry(CommandWord word) =>
        $"'{word.Word}{(word.Summary.Length == 0 ? "" : $":{word.Summary.Replace("'", "'\\''", StringComparison.Ordinal)}")}'";
}
