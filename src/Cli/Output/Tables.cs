using Spectre.Console;

namespace PgGanLab.Cli.Output;

/// <summary>The look that all tables share.</summary>
internal static class Tables
{
    /// <summary>A table with these columns, left-aligned.</summary>
    public static Table New(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, BorderStyle = new Style(Color.Grey) };
        foreach (var column in columns)
            table.AddColumn(Column(column));
        return table;
    }

    /// <summary>Adds a left-aligned column, for words.</summary>
    public static Table Left(this Table table, string column) => table.AddColumn(Column(column));

    /// <summary>Adds a column that is never broken over lines, for states and pictures.</summary>
    public static Table Fixed(this Table table, string column)
    {
        var added = Column(column);
        added.NoWrap = true;
        return table.AddColumn(added);
    }

    /// <summary>Adds a right-aligned column, for numbers.</summary>
    public static Table Right(this Table table, string column)
    {
        table.Fixed(column).Columns[^1].Alignment = Justify.Right;
        return table;
    }

    private static TableColumn Column(string heading) =>
        new(new Markup($"[grey]{heading.EscapeMarkup()}[/]")) { Padding = new Padding(0, 0, 1, 0) };
}
