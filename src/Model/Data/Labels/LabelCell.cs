using System.Globalization;

namespace PgGanLab.Model.Data.Labels;

/// <summary>What a cell of a label file says.</summary>
internal static class LabelCell
{
    /// <summary>What tools write where there is no value. Source: pandas, <c>read_csv</c>, <c>na_values</c>.</summary>
    private static readonly HashSet<string> Missing = new(StringComparer.Ordinal)
    {
        "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
        "NULL", "NaN", "None", "n/a", "nan", "null",
    };

    /// <returns>The label; null where the cell says that there is none.</returns>
    /// <exception cref="FormatException">It is a list, but of neither one value nor one 1 among zeros.</exception>
    public static string? Read(string? cell)
    {
        var text = cell?.Trim();
        if (text is null || Missing.Contains(text))
            return null;
        if (text is ['{', ..])
            throw new FormatException($"a label must be a number or a text, not {Shown(text)}");
        return text is ['[', .., ']'] ? OfList(text) : text;
    }

    /// <summary>A list's only value, or the place of the 1 among its zeros.</summary>
    private static string? OfList(string text)
    {
        var inside = text[1..^1].Trim();
        if (inside is ['"' or '\'', ..] && inside.IndexOf(inside[0], 1) == inside.Length - 1)
            return Read(inside[1..^1]);                                         // a name may hold a blank or a comma
        var values = inside.Split((char[])[',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (values is [var only])
            return Read(only);
        double[] numbers = [.. values.Select(v =>
            double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN)];
        return numbers.Count(n => n == 1) == 1 && numbers.Count(n => n == 0) == numbers.Length - 1
            ? Array.IndexOf(numbers, 1).ToString(CultureInfo.InvariantCulture)
            : throw new FormatException($"a label that is a list must have one 1 among zeros, unlike {Shown(text)}");
    }

    private static string Shown(string text) => text.Length > 60 ? $"{text[..60]}…" : text;
}
