using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Grains.Experiments;

/// <summary>
/// Experiments chosen by an expression over <see cref="ExperimentColumns"/>: <c>swd &lt; 30 and not status ==
/// diverged</c>. It has <c>== != &lt; &lt;= &gt; &gt;=</c>, <c>~</c> (contains), <c>and or not</c> and brackets; words
/// with spaces or signs stand in quotes, and case makes no difference. What is not known satisfies no comparison.
/// </summary>
public sealed partial class ExperimentFilter
{
    /// <summary>Most characters of a filter.</summary>
    private const int Longest = 500;

    /// <summary>Brackets and nots inside each other.</summary>
    private const int Deepest = 40;

    private static readonly ImmutableArray<string> Signs = ["<=", ">=", "==", "!=", "<", ">", "~"];

    private readonly string text;
    private readonly ExperimentColumns columns;
    private readonly Match[] tokens;
    private int position;
    private int depth;

    private ExperimentFilter(string text, ExperimentColumns columns)
    {
        (this.text, this.columns) = (text, columns);
        if (text.Length > Longest)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"The filter has {text.Length} characters; it may have {Longest} at most."));
        tokens = [.. Token().Matches(text).OfType<Match>()];
    }

    private string? Current => position < tokens.Length ? tokens[position].Value : null;

    private int At => position < tokens.Length ? tokens[position].Index : text.Length;

    /// <summary>Those of the experiments that satisfy a filter, in their order.</summary>
    /// <exception cref="InvalidInputException">What is wrong with it, and at which character.</exception>
    public static ImmutableArray<ExperimentSummary> Choose(
        ImmutableArray<ExperimentSummary> experiments, string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var parser = new ExperimentFilter(filter, ExperimentColumns.Of(experiments));
        var condition = parser.Or();
        if (parser.Current is not null)
            throw parser.Unexpected("and, or, or the end");
        return [.. experiments.Where(condition)];
    }

    private Func<ExperimentSummary, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (first, second) = (left, And());
            left = e => first(e) || second(e);
        }
        return left;
    }

    private Func<ExperimentSummary, bool> And()
    {
        var left = Not();
        while (Take("and"))
        {
            var (first, second) = (left, Not());
            left = e => first(e) && second(e);
        }
        return left;
    }

    private Func<ExperimentSummary, bool> Not()
    {
        if (++depth > Deepest)
            throw Wrong(At, string.Create(
                CultureInfo.InvariantCulture, $"more than {Deepest} brackets or nots stand in each other"));
        var condition = Single();
        depth--;
        return condition;
    }

    private Func<ExperimentSummary, bool> Single()
    {
        if (Take("not"))
        {
            var inner = Not();
            return e => !inner(e);
        }
        if (!Take("("))
            return Comparison();
        var condition = Or();
        return Take(")") ? condition : throw Unexpected("')'");
    }

    private Func<ExperimentSummary, bool> Comparison()
    {
        var at = At;
        var name = Word("a column");
        var column = columns.Known(name) ?? throw Wrong(at, columns.NoSuch(name));
        var sign = Current is { } s && Signs.Contains(s) ? s : throw Unexpected(
            Current == "=" ? "==, which compares," : "a comparison (== != < <= > >= ~)");
        position++;
        at = At;
        var sought = Word("a number or a word");
        if (NumberText.TryRead(sought, out double number) && sign != "~")
            return e => column.NumberOf(e) is { } value ? Holds(sign, value.CompareTo(number))
                : sign == "!=" && column.Of(e) is not null;
        return sign switch
        {
            "==" => e => sought.Equals(column.Of(e), StringComparison.OrdinalIgnoreCase),
            "!=" => e => column.Of(e) is { } value && !sought.Equals(value, StringComparison.OrdinalIgnoreCase),
            "~" => e => column.Of(e)?.Contains(sought, StringComparison.OrdinalIgnoreCase) == true,
            _ => throw Wrong(at, $"'{sign}' compares numbers, and '{InputText.Shown(sought)}' is none"),
        };
    }

    private static bool Holds(string sign, int order) => sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "==" => order == 0,
        _ => order != 0,
    };

    /// <summary>A name or a value; without its quotes.</summary>
    private string Word(string expected)
    {
        if (Current is not { } word || !IsWord(word))
            throw Unexpected(expected);
        position++;
        return word[0] is '"' or '\'' ? word[1..^1] : word;
    }

    private static bool IsWord(string token) =>
        token is not ("(" or ")" or "=" or "!" or "'" or "\"" or "and" or "or" or "not") && !Signs.Contains(token);

    private bool Take(string token)
    {
        if (Current != token)
            return false;
        position++;
        return true;
    }

    private InvalidInputException Unexpected(string expected) => Wrong(At, Current switch
    {
        null => $"it ends where {expected} must stand",
        "'" or "\"" => "this quote is not closed",
        var token => $"'{InputText.Shown(token)}' stands where {expected} must stand",
    });

    private InvalidInputException Wrong(int at, string problem) => new(string.Create(CultureInfo.InvariantCulture,
        $"The filter '{InputText.Shown(text)}' is wrong at character {at + 1}: {problem}"
        + $"{(problem[^1] is '?' or '.' ? "" : ".")}"));

    /// <summary>Signs, quoted words and bare ones; any other character is a token that fits nowhere.</summary>
    [GeneratedRegex("""[<>=!]=|[<>~()]|"[^"]+"|'[^']+'|[^\s<>=!~()"']+|\S""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
