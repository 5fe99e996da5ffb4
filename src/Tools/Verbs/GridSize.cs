using System.Globalization;
using PgGanLab.Growth;

namespace PgGanLab.Tools.Verbs;

/// <summary>Columns and rows of a grid.</summary>
internal static class GridSize
{
    private const int Most = 64;

    /// <param name="text">Such as <c>4x2</c>.</param>
    /// <exception cref="InvalidInputException">Something else.</exception>
    public static (int Columns, int Rows) Parse(string text) =>
        text.Split('x') is [var w, var h] && TryLength(w, out var columns) && TryLength(h, out var rows)
            ? (columns, rows)
            : throw new InvalidInputException(
                $"--grid is '{text}'; it takes columns and rows, such as 4x2, at most {Most} each.");

    private static bool TryLength(string text, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length is >= 1 and <= Most;
}
