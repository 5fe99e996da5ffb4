using System.Globalization;

namespace PgGanLab.Model.Data.Labels;

/// <summary>
/// The classes that occur among labels, numbered from 0: whole numbers in numeric order, else names in ordinal order.
/// </summary>
internal sealed class ClassNames
{
    private readonly Dictionary<string, int> places;

    private ClassNames(IReadOnlyList<string> names)
    {
        Names = names;
        places = names.Select((name, at) => (name, at)).ToDictionary(n => n.name, n => n.at, StringComparer.Ordinal);
    }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A class's number.</summary>
    public int this[string name] => places[name];

    /// <summary>Classes of labels as they are written: <c>01</c> and <c>1</c> are two.</summary>
    public static ClassNames Of(IEnumerable<string?> labels)
    {
        string[] present = [.. labels.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new ClassNames(
            present.All(name => Number(name) is not null) ? [.. present.OrderBy(name => Number(name))] : present);
    }

    /// <summary>
    /// Labels of a file; where all are whole numbers, <c>01</c>, <c>1</c> and <c>1.0</c> are the same.
    /// </summary>
    public static string?[] OneSpelling(IReadOnlyList<string?> labels) =>
        labels.All(label => label is null || Number(label) is not null)
            ? [.. labels.Select(label =>
                label is null ? null : Number(label)!.Value.ToString(CultureInfo.InvariantCulture))]
            : [.. labels];

    /// <summary>The whole number that a text is, also one such as <c>3.0</c>; null for anything else.</summary>
    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) ? decimal.Truncate(number) : null;
}
