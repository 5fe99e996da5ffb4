using PgGanLab.Growth.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Output;

/// <summary>A table of results for the terminal, the best of each column in bold.</summary>
internal static class ComparisonText
{
    /// <param name="table">The results.</param>
    /// <param name="withStars">Mark the best with a star: for output that has no bold.</param>
    public static IRenderable Of(ComparisonTable table, bool withStars)
    {
        var grid = Tables.New("").Fixed("training configuration");
        foreach (var heading in ComparisonCells.Headings(table))
            grid.Right(heading);
        grid.AddColumn(new TableColumn(""));
        foreach (var row in table.Rows)
            grid.AddRow([Cell(row, row.Letter), Cell(row, row.Configuration), .. ComparisonCells.Of(table, row).Select(c => Number(row, c.Text, c.IsBest, withStars)), new Markup($"[grey]{ComparisonCells.Note(row).EscapeMarkup()}[/]")]);
        if (table.Levels.Length > 0 && ComparisonCells.References(table).Any())
            grid.AddEmptyRow();
        foreach (var (name, result) in ComparisonCells.References(table).Where(_ => table.Levels.Length > 0))
            grid.AddRow([new Text(""), Grey(name), .. ComparisonCells.Of(table, result).Select(c => Grey(c.Text)), new Text("")]);
        var legend = withStars && table.Rows.Any(r => r.Best.Length > 0) ? "\n* the best of the rows that can be compared" : "";
        return new Rows(new Text(ComparisonCells.Caption(table)), grid, new Text(legend));
    }

    private static Markup Number(ComparisonRow row, string text, bool isBest, bool withStars) =>
        isBest ? new Markup($"[bold]{text.EscapeMarkup()}[/]{(withStars ? "*" : "")}") : Cell(row, text);

    private static Markup Cell(ComparisonRow row, string text) => new($"[{(row.IsComparable ? "default" : "grey")}]{text.EscapeMarkup()}[/]");

    private static Markup Grey(string text) => new($"[grey]{text.EscapeMarkup()}[/]");
}
