using System.Text;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Output;

/// <summary>A table of results as Markdown, the best of each column in bold.</summary>
internal static class ComparisonMarkdown
{
    public static string Of(ComparisonTable table)
    {
        var headings = ComparisonCells.Headings(table);
        var text = new StringBuilder().Append(ComparisonCells.Caption(table)).Append("\n\n");
        Line(text, ["", "Training configuration", .. headings, ""]);
        Line(text, [":--", ":--", .. headings.Select(_ => "--:"), ":--"]);
        foreach (var row in table.Rows)
            Line(text, [row.Letter, row.Configuration, .. ComparisonCells.Of(table, row)
                .Select(c => c.IsBest ? $"**{c.Text}**" : c.Text), ComparisonCells.Note(row)]);
        foreach (var (name, result) in ComparisonCells.References(table))
            Line(text, ["", $"*{name}*", .. table.Cells(result).Select(c => c.Text), ""]);
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(Escaped)).Append(" |\n");

    /// <summary>A cell can hold neither a bar nor a line break; the star of row (e*) is no emphasis.</summary>
    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ')
        .Replace("(e*)", "(e\\*)", StringComparison.Ordinal);
}
