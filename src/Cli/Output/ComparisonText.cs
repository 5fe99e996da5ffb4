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
        var legend = withStars && table.Rows.Any(r => r.Best.Length > 0)
            ? "\n* the best of the rows that can be compared"
            : "";
        return new Rows(new Text(ComparisonCells.Caption(table)),
            new FirstThatFits(Grid(table, withStars, isNarrow: false), Grid(table, withStars, isNarrow: true)),
            new Text(legend));
    }

    /// <param name="table">The results.</param>
    /// <param name="withStars">Mark the best with a star.</param>
    /// <param name="isNarrow">Standard errors below their means and notes below the configurations, which are
    /// broken over lines.</param>
    private static Table Grid(ComparisonTable table, bool withStars, bool isNarrow)
    {
        const string configuration = "training configuration";
        var grid = isNarrow ? Tables.New("").Left(configuration) : Tables.New("").Fixed(configuration);
        foreach (var heading in ComparisonCells.Headings(table))
            grid.Right(heading);
        if (!isNarrow)
            grid.AddColumn(new TableColumn(""));
        foreach (var row in table.Rows)
            grid.AddRow(Row(table, row, withStars, isNarrow));
        if (table.Levels.Length > 0 && ComparisonCells.References(table).Any())
            grid.AddEmptyRow();
        foreach (var (name, result) in ComparisonCells.References(table).Where(_ => table.Levels.Length > 0))
            grid.AddRow([new Text(""), Grey(name), .. table.Cells(result).Select(c => Grey(c.Text))]);
        return grid;
    }

    private static IEnumerable<IRenderable> Row(ComparisonTable table, ComparisonRow row, bool withStars, bool isNarrow)
    {
        var note = Grey(ComparisonCells.Note(row));
        var configuration = Cell(row, row.Configuration);
        var numbers = ComparisonCells.Of(table, row).Select(c => Number(
            row, isNarrow ? c.Text.Replace(" ± ", "\n± ", StringComparison.Ordinal) : c.Text, c.IsBest, withStars));
        return isNarrow
            ? [Cell(row, row.Letter), new Rows(configuration, note), .. numbers]
            : [Cell(row, row.Letter), configuration, .. numbers, note];
    }

    private static Markup Number(ComparisonRow row, string text, bool isBest, bool withStars) =>
        isBest ? new Markup($"[bold]{text.EscapeMarkup()}[/]{(withStars ? "*" : "")}") : Cell(row, text);

    private static Markup Cell(ComparisonRow row, string text) =>
        new($"[{(row.IsComparable ? "default" : "grey")}]{text.EscapeMarkup()}[/]");

    private static Markup Grey(string text) => new($"[grey]{text.EscapeMarkup()}[/]");
}
