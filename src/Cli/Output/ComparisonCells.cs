using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Output;

/// <summary>The numbers of a table of results as text: SWD with two digits, MS-SSIM with four, as in the paper.</summary>
internal static class ComparisonCells
{
    /// <summary>What stands above the table.</summary>
    public static string Caption(ComparisonTable table) => table.Resolution is { } resolution
        ? string.Create(CultureInfo.InvariantCulture, $"Sliced Wasserstein distance x 10^3 (lower is better) and MS-SSIM at {resolution}x{resolution} after {table.Kimg:#,0.###} kimg, {table.Images:#,0} images each")
        : "No row has a result yet.";

    /// <summary>Headings of the numbers: <c>32 px</c>, <c>16 px</c>, <c>Avg</c>, <c>MS-SSIM</c>.</summary>
    public static ImmutableArray<string> Headings(ComparisonTable table) =>
        [.. table.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level} px")), "Avg", "MS-SSIM"];

    /// <summary>A row's numbers below these headings, each with whether it is the best.</summary>
    public static IEnumerable<(string Text, bool IsBest)> Of(ComparisonTable table, ComparisonRow row) => Of(table, row.Result).Select(cell => (cell.Text, row.Best.Contains(cell.Column)));

    /// <summary>The numbers of one measurement, with the columns that they stand in.</summary>
    public static IEnumerable<(string Column, string Text)> Of(ComparisonTable table, Measurement? result) =>
    [
        .. table.Levels.Select(level => (level.ToString(CultureInfo.InvariantCulture), Swd(result is not null && result.Levels.TryGetValue(level, out var distance) ? distance : null))),
        (ComparisonTable.Average, Swd(result?.Average)),
        (ComparisonTable.MsSsim, result?.MsSsim?.ToString("F4", CultureInfo.InvariantCulture) ?? Words.None),
    ];

    /// <summary>What results are held against: name to measurement, those that were made.</summary>
    public static IEnumerable<(string Name, Measurement Result)> References(ComparisonTable table)
    {
        if (table.RealImages is { } real)
            yield return (table.Images is { } images && real.Images != images ? $"real images ({Words.Count(real.Images)} each)" : "real images", real);
        if (table.Untrained is { } untrained)
            yield return ("untrained generator", untrained);
    }

    private static string Swd(double? distance) => distance?.ToString("F2", CultureInfo.InvariantCulture) ?? Words.None;
}
