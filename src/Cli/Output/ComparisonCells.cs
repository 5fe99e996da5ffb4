using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Output;

/// <summary>
/// The numbers of a table of results as text: SWD with two digits, MS-SSIM with four, as in the paper; FID and KID beside them.
/// </summary>
internal static class ComparisonCells
{
    /// <summary>What stands above the table.</summary>
    public static string Caption(ComparisonTable table) => table.Resolution is { } resolution
        ? string.Create(CultureInfo.InvariantCulture,
            $"Sliced Wasserstein distance x 10^3 (lower is better) and MS-SSIM{Features(table)} at "
            + $"{resolution}x{resolution} after {Readable.Kimg(table.Kimg!.Value)} kimg, {Readable.Count(table.Images!.Value)} images each"
            + $"{(table.Rows.Any(r => r.Seeds is not null) ? ": mean over seeds ± its standard error" : "")}")
        : "No row has a result yet.";

    /// <summary>
    /// Headings of the numbers: <c>32 px</c>, <c>16 px</c>, <c>Avg</c>, <c>MS-SSIM</c>, <c>FID</c>, <c>KID</c>.
    /// </summary>
    public static ImmutableArray<string> Headings(ComparisonTable table) =>
    [
        .. table.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level} px")), "Avg", "MS-SSIM",
        .. table.Extractor is null ? ImmutableArray<string>.Empty : ["FID", "KID"],
    ];

    /// <summary>A row's numbers below these headings, each with whether it is the best.</summary>
    public static IEnumerable<(string Text, bool IsBest)> Of(ComparisonTable table, ComparisonRow row) =>
        table.Cells(row.Result, row.Seeds?.StandardErrors).Select(cell => (cell.Text, row.Best.Contains(cell.Column)));

    private static string Features(ComparisonTable table) => table.Extractor is { } extractor
        ? $", FID and KID (extractor {Readable.ShortSha(extractor)}, lower is better)"
        : "";

    /// <summary>Over how many seeds a row is, and what else is to be said of it.</summary>
    public static string Note(ComparisonRow row) =>
        string.Join("; ", new[] { row.Seeds?.Count(), row.Note }.OfType<string>());

    /// <summary>What results are held against: name to measurement, those that were made.</summary>
    public static IEnumerable<(string Name, Measurement Result)> References(ComparisonTable table)
    {
        if (table.RealImages is { } real)
            yield return (table.Images is { } images && real.Images != images
                ? $"real images ({Readable.Count(real.Images)} each)"
                : "real images", real);
        if (table.Untrained is { } untrained)
            yield return ("untrained generator", untrained);
    }
}
