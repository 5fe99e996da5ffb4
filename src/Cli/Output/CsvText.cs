namespace PgGanLab.Cli.Output;

/// <summary>Tables as comma-separated values. Source: RFC 4180, with line feeds alone.</summary>
internal static class CsvText
{
    private static readonly char[] Quoted = [',', '"', '\n', '\r'];

    /// <summary>One line without its end; what is not known is empty.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string? text) => text is null ? ""
        : text.IndexOfAny(Quoted) < 0 ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
