using nietras.SeparatedValues;

namespace PgGanLab.Model.Data.Labels;

/// <summary>
/// Labels as CSV: a header with one of each of <see cref="LabelColumns"/>, or no header and the columns file and label. Fields may stand in
/// quotation marks. Source: RFC 4180.
/// </summary>
internal static class LabelCsv
{
    /// <exception cref="FormatException">A line lacks a field; one clause says which.</exception>
    public static List<(string Image, string Label)> Read(string text)
    {
        if (text.Count(c => c == '"') % 2 == 1)                                 // then the last one opens what nothing closes
            throw new FormatException($"a quotation mark in line {1 + text[..text.LastIndexOf('"')].Count(c => c == '\n')} is not closed");
        var rows = new List<(string, string)>();
        var (image, label) = (0, 1);
        var first = true;
        using var reader = Sep.New(',').Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true, Trim = SepTrim.All })
            .FromText(text.TrimStart('\uFEFF'));
        foreach (var row in reader)
        {
            if (row.ColCount == 1 && row[0].Span.IsWhiteSpace())
                continue;
            if (first && Header(row) is { } header)
            {
                (image, label) = header;
                first = false;
                continue;
            }
            first = false;
            if (row.ColCount <= Math.Max(image, label))
                throw new FormatException($"line {row.LineNumberFrom} has {row.ColCount} fields, fewer than needed for a file and its label");
            rows.Add((row[image].ToString(), row[label].ToString()));
        }
        return rows;
    }

    /// <summary>Which columns hold the file and the label; null where the line is no header.</summary>
    private static (int Image, int Label)? Header(SepReader.Row row)
    {
        var fields = new string[row.ColCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = row[i].ToString();
        var image = Find(fields, LabelColumns.Image);
        var label = Find(fields, LabelColumns.Label);
        return image >= 0 && label >= 0 ? (image, label) : null;
    }

    private static int Find(string[] fields, string[] names) => names
        .Select(name => Array.FindIndex(fields, field => field.Equals(name, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(at => at >= 0, -1);
}
