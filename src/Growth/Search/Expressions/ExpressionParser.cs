using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search.Expressions;

/// <summary>
/// Reads an expression by recursive descent: or, and, not, one comparison, sums, products, a sign, and what stands
/// alone. Types are checked as it is read.
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>Brackets, signs and functions inside each other.</summary>
    private const int Deepest = 40;

    private static readonly ImmutableArray<string> Comparisons = ["<=", ">=", "==", "!=", "<", ">"];

    private static readonly ImmutableDictionary<string, Func<double, double>> Functions =
        ImmutableDictionary.CreateRange<string, Func<double, double>>(
        [
            new("round", Math.Round),
            new("sqrt", Math.Sqrt),
            new("log2", Math.Log2),
        ]);

    private readonly ImmutableArray<Token> tokens;
    private int position;
    private int depth;

    private ExpressionParser(ImmutableArray<Token> tokens) => this.tokens = tokens;

    private Token Current => tokens[position];

    /// <exception cref="ExpressionProblem">It can't be read.</exception>
    public static ExpressionNode Parse(string text)
    {
        var parser = new ExpressionParser(ExpressionTokens.Of(text));
        var node = parser.Or();
        if (parser.Current.Kind != TokenKind.End)
            throw parser.Unexpected("an operator or the end");
        return node.Word is null ? node : throw Unknown(node);
    }

    private ExpressionNode Or() => Chain(And, "or", (a, b) => a != 0 || b != 0);

    private ExpressionNode And() => Chain(Not, "and", (a, b) => a != 0 && b != 0);

    private ExpressionNode Chain(Func<ExpressionNode> part, string connective, Func<double, double, bool> join)
    {
        var left = part();
        while (Take(connective) is { } sign)
            left = Combined(Condition(left, sign), Condition(part(), sign), ExpressionType.Condition,
                (a, b) => join(a, b) ? 1 : 0);
        return left;
    }

    private ExpressionNode Not() => Take("not") is { } sign
        ? Deeper(() => Changed(Condition(Not(), sign), a => a != 0 ? 0 : 1))
        : Comparison();

    private ExpressionNode Comparison()
    {
        var left = Sum();
        if (Current is { Kind: TokenKind.Sign, Text: "=" } single)
            throw new ExpressionProblem(single.At, "write == to compare");
        if (Comparisons.FirstOrDefault(c => Current.Kind == TokenKind.Sign && Current.Text == c) is not { } sign)
            return left;
        var at = Take(sign)!.Value;
        var right = Sum();
        if (Current.Kind == TokenKind.Sign && Comparisons.Contains(Current.Text))
            throw new ExpressionProblem(Current.At, "only two things are compared; join comparisons with and");
        (left, right) = (Resolved(left, right), Resolved(right, left));
        var isOrder = sign is not ("==" or "!=");
        if (left.Type != right.Type || (isOrder && left.Type != ExpressionType.Number))
            throw new ExpressionProblem(at.At, isOrder
                ? $"'{sign}' compares numbers"
                : $"'{sign}' compares what is alike: numbers, conditions, or a setting and one of its words");
        return Combined(left, right, ExpressionType.Condition, (a, b) => Holds(sign, a, b) ? 1 : 0);
    }

    private static bool Holds(string sign, double a, double b) => sign switch
    {
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        ">=" => a >= b,
        "==" => a.Equals(b),
        _ => !a.Equals(b),
    };

    private ExpressionNode Sum()
    {
        var left = Product();
        while ((Take("+") ?? Take("-")) is { } sign)
            left = Combined(Number(left, sign), Number(Product(), sign), ExpressionType.Number,
                sign.Text == "+" ? (a, b) => a + b : (a, b) => a - b);
        return left;
    }

    private ExpressionNode Product()
    {
        var left = Signed();
        while ((Take("*") ?? Take("/")) is { } sign)
            left = Combined(Number(left, sign), Number(Signed(), sign), ExpressionType.Number,
                sign.Text == "*" ? (a, b) => a * b : (a, b) => a / b);
        return left;
    }

    private ExpressionNode Signed() => Take("-") is { } sign
        ? Deeper(() => Changed(Number(Signed(), sign), a => -a))
        : Single();

    private ExpressionNode Single()
    {
        var token = Current;
        if (Take("(") is not null)
            return Deeper(() => Closed(Or()));
        if (token.Kind is not (TokenKind.Number or TokenKind.Name))
            throw Unexpected("a number, a setting or '('");
        position++;
        if (token.Kind == TokenKind.Number)
            return Constant(double.Parse(token.Text, CultureInfo.InvariantCulture), ExpressionType.Number);
        if (token.Text is "true" or "false")
            return Constant(token.Text == "true" ? 1 : 0, ExpressionType.Condition);
        return Current is { Kind: TokenKind.Sign, Text: "(" } ? Deeper(() => Function(token)) : Named(token);
    }

    private ExpressionNode Function(Token name)
    {
        position++;
        if (Functions.TryGetValue(name.Text, out var function))
            return Changed(Closed(Number(Or(), name)), function);
        if (name.Text is not ("min" or "max"))
            throw new ExpressionProblem(name.At,
                $"there is no function '{InputText.Shown(name.Text)}'; there are min, max, round, sqrt and log2");
        var least = Number(Or(), name);
        while (Take(",") is { } comma)
            least = Combined(least, Number(Or(), comma), ExpressionType.Number,
                name.Text == "min" ? Math.Min : Math.Max);
        return Closed(least);
    }

    /// <summary>A setting, or a word that a setting may be compared with.</summary>
    private static ExpressionNode Named(Token token)
    {
        if (SettingCatalog.Find(token.Text.Split('@')[0]) is null)
            return new ExpressionNode(ExpressionType.Word, _ => double.NaN, []) { Word = token.Text, At = token.At };
        SettingKey key;
        try
        {
            key = SettingKey.Parse(token.Text, "it");
        }
        catch (InvalidInputException e)
        {
            throw new ExpressionProblem(token.At, e.Message.TrimEnd('.'));
        }
        var type = key.Definition.Kind switch
        {
            SettingKind.Boolean => ExpressionType.Condition,
            SettingKind.Word => ExpressionType.Word,
            _ => ExpressionType.Number,
        };
        return new ExpressionNode(type, settings => settings.ValueOf(key), [key])
        {
            Words = type == ExpressionType.Word ? key.Definition : null,
            At = token.At,
        };
    }

    /// <summary>A word that stands alone becomes the place that the setting beside it gives it.</summary>
    private static ExpressionNode Resolved(ExpressionNode node, ExpressionNode beside)
    {
        if (node.Word is null)
            return node.Words is null || beside.Words is null || node.Words == beside.Words
                ? node
                : throw new ExpressionProblem(
                    node.At, $"{node.Words.Name} and {beside.Words.Name} have different words");
        if (beside.Words is not { } setting)
            throw Unknown(node);
        var place = setting.Words.IndexOf(node.Word);
        return place >= 0
            ? Constant(place, ExpressionType.Word)
            : throw new ExpressionProblem(node.At,
                $"{setting.Name} has no '{InputText.Shown(node.Word)}'; "
                + $"{Unended(NearestName.Hint(node.Word, setting.Words))}");
    }

    private static ExpressionProblem Unknown(ExpressionNode node) => new(
        node.At, $"there is no setting '{InputText.Shown(node.Word!)}'; {Unended(SettingCatalog.Hint(node.Word!))}");

    private static string Unended(string sentence) => sentence.TrimEnd('.', '?');

    private ExpressionNode Closed(ExpressionNode node)
    {
        if (Take(")") is null)
            throw Unexpected("')'");
        return node;
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++depth > Deepest)
            throw new ExpressionProblem(Current.At, string.Create(
                CultureInfo.InvariantCulture, $"more than {Deepest} brackets, signs or functions stand in each other"));
        var result = read();
        depth--;
        return result;
    }

    private Token? Take(string sign)
    {
        var token = Current;
        if (token.Kind != TokenKind.Sign || token.Text != sign)
            return null;
        position++;
        return token;
    }

    private ExpressionProblem Unexpected(string expected) => new(Current.At, Current.Kind == TokenKind.End
        ? $"it ends where {expected} must stand"
        : $"'{InputText.Shown(Current.Text)}' stands where {expected} must stand");

    private static ExpressionNode Number(ExpressionNode node, Token of) =>
        Typed(node, ExpressionType.Number, of, "a number");

    private static ExpressionNode Condition(ExpressionNode node, Token of) =>
        Typed(node, ExpressionType.Condition, of, "a condition");

    private static ExpressionNode Typed(ExpressionNode node, ExpressionType type, Token of, string name) =>
        node.Word is not null ? throw Unknown(node)
        : node.Type == type ? node
        : throw new ExpressionProblem(of.At, $"'{of.Text}' needs {name} on each side");

    private static ExpressionNode Constant(double value, ExpressionType type) => new(type, _ => value, []);

    private static ExpressionNode Changed(ExpressionNode node, Func<double, double> change) =>
        new(node.Type, settings => change(node.Evaluate(settings)), node.References);

    private static ExpressionNode Combined(
        ExpressionNode left, ExpressionNode right, ExpressionType type, Func<double, double, double> join) =>
        new(type, settings => join(left.Evaluate(settings), right.Evaluate(settings)),
            [.. left.References.Union(right.References)]);
}
