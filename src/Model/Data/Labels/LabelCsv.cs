using System.Globalization;
using nietras.SeparatedValues;

namespace PgGanLab.Model.Data.Labels;

/// <summary>
/// Labels as lines of fields, which commas, semicolons, tabs or bars separate, or white space where there is none of
/// these. The first line is a header unless one of its fields names an image. CelebA's attribute files have the number
/// of their rows above the header, and no name there for the images. Fields may stand in quotation marks. Source: RFC
/// 4180; CelebA's <c>list_attr_celeba.txt</c> and <c>identity_CelebA.txt</c>.
/// </summary>
internal static class LabelCsv
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <exception cref="FormatException">Quotation marks don't match, or it has no row; one
    /// clause says which.</exception>
    public static LabelRows Read(string text, Func<string, bool> isImage)
    {
        var separator = Separator(text);
        // then the last one opens what nothing closes
        if ((separator is not null || text.AsSpan().TrimStart() is ['"', ..]) && text.Count(c => c == '"') % 2 == 1)
            throw new FormatException(
                $"a quotation mark in line {1 + text[..text.LastIndexOf('"')].Count(c => c == '\n')} is not closed");
        var rows = separator is { } known ? Fields(text, known) : Words(text);
        var form = separator switch
        {
            ',' => "CSV",
            ';' => "a table separated by semicolons",
            '\t' => "a table separated by tabs",
            '|' => "a table separated by bars",
            _ => "a table separated by spaces",
        };
        if (rows is [{ Cells: [{ } count] }, { Cells.Length: > 1 }, ..]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            rows.RemoveAt(0);                                                   // CelebA's number of rows
        if (rows.Count == 0)
            throw new FormatException("it is empty");
        var first = rows[0].Cells;
        if (!IsHeader(first, isImage))
            return new LabelRows(form, [.. Enumerable.Range(1, rows.Max(r => r.Cells.Length))
                .Select(n => n.ToString(CultureInfo.InvariantCulture))], false, rows);
        string[] columns = [.. first.Select(name => name ?? "")];
        var needed = rows.Skip(1).Select(r => r.Cells.Length).DefaultIfEmpty(0).First();
        if (separator is null && needed == columns.Length + 1)
            columns = [LabelRows.FileAndLabel[0], .. columns];
        return new LabelRows(form, columns, true, rows[1..]);
    }

    /// <summary>
    /// What separates the same number of fields in most of the first lines; null where nothing but white space does.
    /// </summary>
    private static char? Separator(string text)
    {
        var lines = text.Split('\n', 21, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(20).ToArray();
        return Separators.Select(separator =>
            (separator, Agreeing: Agreeing([.. lines.Select(line => Count(line, separator))])))
            .Where(s => s.Agreeing > 0).OrderByDescending(s => s.Agreeing).Select(s => (char?)s.separator)
            .FirstOrDefault();
    }

    /// <summary>How many lines have the separator as often as the first line has it; 0 where that has none.</summary>
    private static int Agreeing(int[] counts) =>
        counts is [> 0 and var first, ..] ? counts.Count(count => count == first) : 0;

    private static int Count(string line, char separator)
    {
        var (count, quoted) = (0, false);
        foreach (var c in line)
        {
            quoted ^= c == '"';
            if (c == separator && !quoted)
                count++;
        }
        return count;
    }

    private static List<LabelRow> Fields(string text, char separator)
    {
        var rows = new List<LabelRow>();
        using var reader = Sep.New(separator)
            .Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true, Trim = SepTrim.All })
            .FromText(text);
        foreach (var row in reader)
        {
            if (row.ColCount == 1 && row[0].Span.IsWhiteSpace())
                continue;
            var cells = new string?[row.ColCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = row[i].ToString();
            rows.Add(new LabelRow(row.LineNumberFrom, cells));
        }
        return rows;
    }

    private static List<LabelRow> Words(string text) =>
    [
        .. text.Split('\n').Select((line, at) =>
            new LabelRow(at + 1, line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(row => row.Cells.Length > 0),
    ];

    private static bool IsHeader(string?[] fields, Func<string, bool> isImage) =>
        LabelColumns.IsHeader(fields) || !fields.Any(field => field is not null && isImage(field));
}
