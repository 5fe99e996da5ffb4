using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>
/// Says why none of a source's images can be used: reasons are counted, as a list would be long and
/// say the same on every line.
/// </summary>
internal static class UnusableImages
{
    private const int MostReasons = 3;

    /// <param name="tried">All that were tried; at least one.</param>
    /// <param name="total">Images of the source.</param>
    /// <param name="advice">A sentence to end with; null: none.</param>
    public static string Sentence(IReadOnlyList<DamagedImage> tried, int total, string? advice)
    {
        var groups = tried.GroupBy(image => image.Reason).OrderByDescending(g => g.Count()).ToArray();
        var first = groups[0].First();
        var all = total == 1 ? "The only image can't be used"
            : tried.Count == total ? $"None of the {total} images can be used"
            : $"None of the first {tried.Count} of {total} images can be used";
        var shown = groups.Skip(1).Take(MostReasons - 1).Select(g => $"; {g.Count()} more: {g.Key}");
        var others = tried.Count - groups.Take(MostReasons).Sum(g => g.Count());
        return $"{all}. {(groups[0].Count() == 1 ? "" : $"{groups[0].Count()} such as ")}{first.Name}: "
            + $"{first.Reason}{string.Concat(shown)}{(others > 0 ? $"; {others} more for other reasons" : "")}."
            + $"{(advice is null ? "" : $" {advice}")}";
    }
}
