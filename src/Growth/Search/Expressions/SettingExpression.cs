using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search.Expressions;

/// <summary>
/// An expression over settings, as people write it: <c>learningRate * 0.5</c>,
/// <c>fmapBase * 2 &lt;= 8192 or minibatch &lt; 32</c>. It has numbers, settings (<c>learningRate@32</c> is the value
/// that counts there), <c>+ - * /</c>, comparisons, <c>and or not</c>, brackets, <c>min max round sqrt log2</c>, and
/// the words of a setting where it is compared with them.
/// </summary>
/// <param name="Text">As written.</param>
/// <param name="Where">Where it stands in the sweep's file.</param>
public sealed record SettingExpression(string Text, string Where)
{
    /// <summary>Most characters of an expression.</summary>
    public const int LongestText = 500;

    private ExpressionNode? root;

    /// <summary>The settings that it speaks of.</summary>
    internal ImmutableArray<SettingKey> References => Root.References;

    internal ExpressionType Type => Root.Type;

    private ExpressionNode Root => root ??= Parse();

    /// <summary>Reads an expression and checks it whole.</summary>
    /// <param name="text">As written.</param>
    /// <param name="where">Where it stands, for errors.</param>
    /// <param name="expected">What it must give.</param>
    /// <exception cref="InvalidInputException">What is wrong, and at which character.</exception>
    internal static SettingExpression Read(string text, string where, ExpressionType expected)
    {
        var expression = new SettingExpression(text.Trim(), where);
        if (expression.Type != expected)
            throw new InvalidInputException(
                $"The expression '{InputText.Shown(expression.Text)}' in {where} gives {Name(expression.Type)}; "
                + $"it must give {Name(expected)}.");
        return expression;
    }

    /// <summary>Its number; a condition gives 1 or 0.</summary>
    /// <exception cref="InvalidInputException">
    /// It speaks of a setting that nobody gave a value, or divides by 0.
    /// </exception>
    internal double Evaluate(SettingList settings)
    {
        foreach (var key in References.Where(key => double.IsNaN(settings.ValueOf(key))))
            throw new InvalidInputException(
                $"The expression '{InputText.Shown(Text)}' in {Where} needs {key}, which has no value of its own "
                + $"({key.Definition.Unset}); give it one in base or in search.space.");
        var value = Root.Evaluate(settings);
        return double.IsFinite(value) ? value : throw new InvalidInputException(
            $"The expression '{InputText.Shown(Text)}' in {Where} gives no number where {Named(settings)}.");
    }

    private string Named(SettingList settings) => string.Join(" and ", References.Select(key =>
        string.Create(CultureInfo.InvariantCulture, $"{key} is {SettingList.Show(key, settings.ValueOf(key))}")));

    private ExpressionNode Parse()
    {
        if (Text.Length > LongestText)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"The expression in {Where} has {Text.Length} characters; it may have {LongestText} at most."));
        try
        {
            return ExpressionParser.Parse(Text);
        }
        catch (ExpressionProblem problem)
        {
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"The expression '{InputText.Shown(Text)}' in {Where} is wrong at character {problem.At + 1}: "
                + $"{problem.Message}."));
        }
    }

    private static string Name(ExpressionType type) => type switch
    {
        ExpressionType.Number => "a number",
        ExpressionType.Condition => "true or false",
        _ => "a word",
    };

    public bool Equals(SettingExpression? other) => other is not null && Text == other.Text && Where == other.Where;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

/// <summary>What an expression gives.</summary>
internal enum ExpressionType
{
    Number,
    Condition,
    Word,
}

/// <summary>A part of an expression, ready to be evaluated.</summary>
/// <param name="Type">What it gives.</param>
/// <param name="Evaluate">Its number for settings; conditions give 1 or 0, words their places.</param>
/// <param name="References">The settings that it speaks of.</param>
internal sealed record ExpressionNode(
    ExpressionType Type, Func<SettingList, double> Evaluate, ImmutableArray<SettingKey> References)
{
    /// <summary>The setting whose word it is; null for a word that stands alone.</summary>
    public SettingDefinition? Words { get; init; }

    /// <summary>A word that stands alone, and waits to be compared with a setting.</summary>
    public string? Word { get; init; }

    /// <summary>Characters before it.</summary>
    public int At { get; init; }
}
