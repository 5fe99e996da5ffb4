using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search.Expressions;

/// <summary>What a piece of an expression is.</summary>
internal enum TokenKind
{
    Number,

    /// <summary>A setting (<c>learningRate@32</c>), a word of one (<c>wgan-gp</c>), or a function.</summary>
    Name,

    /// <summary>An operator, a bracket or a comma; also and, or, not.</summary>
    Sign,

    End,
}

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stands there.</param>
/// <param name="At">Characters before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At);

/// <summary>Cuts the text of an expression into its pieces.</summary>
internal static partial class ExpressionTokens
{
    private static readonly ImmutableHashSet<string> Connectives = ["and", "or", "not"];

    /// <summary>
    /// Words of settings that have a dash, such as wgan-gp: in an expression they are words, not differences.
    /// </summary>
    private static readonly ImmutableArray<string> DashedWords =
    [
        .. SettingCatalog.All.SelectMany(s => s.Words).Where(w => w.Contains('-', StringComparison.Ordinal)).Distinct()
            .OrderByDescending(w => w.Length),
    ];

    /// <exception cref="ExpressionProblem">A character that no expression has.</exception>
    public static ImmutableArray<Token> Of(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = Next(text, at);
            tokens.Add(token);
            at += token.Text.Length;
        }
        tokens.Add(new Token(TokenKind.End, "", text.Length));
        return tokens.ToImmutable();
    }

    private static Token Next(string text, int at)
    {
        if (DashedWords.FirstOrDefault(w => StandsAt(text, w, at)) is { } word)
            return new Token(TokenKind.Name, word, at);
        if (Number().Match(text, at) is { Success: true } number)
            return new Token(TokenKind.Number, number.Value, at);
        if (Name().Match(text, at) is { Success: true } name)
            return new Token(Connectives.Contains(name.Value) ? TokenKind.Sign : TokenKind.Name, name.Value, at);
        if (Sign().Match(text, at) is { Success: true } sign)
            return new Token(TokenKind.Sign, sign.Value, at);
        throw new ExpressionProblem(at, text[at] switch
        {
            '&' => "write and for '&'",
            '|' => "write or for '|'",
            '!' => "write not for '!'",
            _ => $"'{Character(text, at)}' has no meaning there",
        });
    }

    private static string Character(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? text.Substring(at, 2) : text[at].ToString();

    private static bool StandsAt(string text, string word, int at) =>
        string.CompareOrdinal(text, at, word, 0, word.Length) == 0
        && (at + word.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + word.Length]));

    [GeneratedRegex(@"\G(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[A-Za-z_][A-Za-z0-9_]*(@[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\G(<=|>=|==|!=|[-+*/(),<>=])", RegexOptions.CultureInvariant)]
    private static partial Regex Sign();
}

/// <summary>What is wrong with an expression, and where.</summary>
/// <param name="at">Characters before it.</param>
/// <param name="problem">A part of a sentence.</param>
#pragma warning disable CA1064, CA1032, RCS1194 // It never leaves this folder: it becomes a sentence there.
internal sealed class ExpressionProblem(int at, string problem) : Exception(problem)
#pragma warning restore CA1064, CA1032, RCS1194
{
    public int At => at;
}
