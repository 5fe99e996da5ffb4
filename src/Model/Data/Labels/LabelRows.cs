namespace PgGanLab.Model.Data.Labels;

/// <summary>A label file as a table, whatever its form was.</summary>
/// <param name="Form">What it was recognised as, for sentences: <c>CSV</c>, <c>JSON lines</c>, …</param>
/// <param name="Columns">Names of the columns; <c>1</c>, <c>2</c>, … where the file has no header.</param>
/// <param name="HasHeader">Whether the file names its columns.</param>
/// <param name="Rows">The cells; null where a cell is missing.</param>
internal sealed record LabelRows(
    string Form, IReadOnlyList<string> Columns, bool HasHeader, IReadOnlyList<LabelRow> Rows)
{
    /// <summary>Columns of forms that know two alone.</summary>
    public static readonly IReadOnlyList<string> FileAndLabel = ["file", "label"];

    /// <summary>What was recognised, for a sentence: <c>is CSV with the columns a and b</c>.</summary>
    public string Recognised => HasHeader
        ? $"is {Form} with the {(Columns.Count == 1 ? "column" : "columns")} {Shown(Columns)}"
        : $"is {Form} of {Columns.Count} {(Columns.Count == 1 ? "column" : "columns")} without a header";

    private static string Shown(IReadOnlyList<string> names)
    {
        const int most = 50;
        return string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most} more" : "");
    }
}

/// <summary>One row of a label file.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Cells">As many as there are columns at most.</param>
internal readonly record struct LabelRow(int Line, string?[] Cells)
{
    /// <summary>A cell; null where the row has none there.</summary>
    public string? this[int column] => column < Cells.Length ? Cells[column] : null;
}
