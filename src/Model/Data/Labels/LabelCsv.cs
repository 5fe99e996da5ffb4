using System.Text;

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
        var rows = new List<(string, string)>();
        var (image, label) = (0, 1);
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var fields = Fields(line.TrimEnd('\r'), number);
            if (number == 1 && Header(fields) is { } header)
            {
                (image, label) = header;
                continue;
            }
            if (fields.Count <= Math.Max(image, label))
                throw new FormatException($"line {number} has {fields.Count} fields, fewer than needed for a file and its label");
            rows.Add((fields[image], fields[label]));
        }
        return rows;
    }

    /// <summary>Which columns hold the file and the label; null where the line is no header.</summary>
    private static (int Image, int Label)? Header(List<string> fields)
    {
        int Find(string[] names) => names.Select(n => fields.FindIndex(f => f.Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(at => at >= 0, -1);
        var (image, label) = (Find(LabelColumns.Image), Find(LabelColumns.Label));
        return image >= 0 && label >= 0 ? (image, label) : null;
    }

    private static List<string> Fields(string line, int number)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
                field.Append(line[i]);
        }
        if (quoted)
            throw new FormatException($"a quotation mark in line {number} is not closed");
        fields.Add(field.ToString().Trim());
        return fields;
    }
}
