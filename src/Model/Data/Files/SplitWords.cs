using System.Text.RegularExpressions;
using PgGanLab.Growth;

namespace PgGanLab.Model.Data.Files;

/// <summary>The words for parts of a data set: <c>train</c>, <c>val</c>, <c>extra</c>, <c>fold3</c>, ….</summary>
internal static partial class SplitWords
{
    public static bool IsSplit(string folder) => Pattern().IsMatch(folder);

    /// <summary>Which images are in a split.</summary>
    /// <param name="splits">The split of each image; null: there are none.</param>
    /// <param name="wanted">The split's name.</param>
    /// <param name="place">The source, for the sentence.</param>
    /// <exception cref="InvalidInputException">No image is.</exception>
    public static int[] Rows(IReadOnlyList<string?>? splits, string wanted, string place)
    {
        if (splits is null)
            throw new InvalidInputException(
                $"split is '{wanted}', but '{place}' has no splits; "
                + "they are folders such as train, val and test, or a column called split.");
        int[] found = [.. Enumerable.Range(0, splits.Count)
            .Where(i => string.Equals(splits[i], wanted, StringComparison.OrdinalIgnoreCase))];
        return found.Length > 0 ? found : throw new InvalidInputException(
            $"split is '{wanted}'; '{place}' has "
            + $"{string.Join(", ", splits.OfType<string>().Distinct().Order(StringComparer.Ordinal))}.");
    }

    [GeneratedRegex(
        @"^((train|training|val|valid|validation|test|testing|dev|eval|extra|holdout|unlabell?ed)"
        + @"([ _-]?([a-z]|\d+))?|(fold|split)[ _-]?\d+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
