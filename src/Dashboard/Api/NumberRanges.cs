using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>Numbers of experiments as ranges with both ends: <c>1-400,402</c> in an address.</summary>
internal static class NumberRanges
{
    public static ImmutableArray<ImmutableArray<int>> Of(IEnumerable<int> numbers)
    {
        var ranges = new List<ImmutableArray<int>>();
        foreach (var number in numbers.Order())
            if (ranges.Count > 0 && ranges[^1][1] == number - 1)
                ranges[^1] = [ranges[^1][0], number];
            else
                ranges.Add([number, number]);
        return [.. ranges];
    }

    public static string Write(IEnumerable<int> numbers) => string.Join(',', Of(numbers)
        .Select(range => string.Join('-', range.Distinct().Select(n => n.ToString(CultureInfo.InvariantCulture)))));

    /// <summary>Whether a number is among those that the text names.</summary>
    /// <exception cref="InvalidInputException">It names none.</exception>
    public static Func<int, bool> Read(string parameter, string text)
    {
        var ranges = text.Split(',', StringSplitOptions.TrimEntries).Select(part => Range(parameter, part)).ToArray();
        return number => Array.Exists(ranges, range => range.First <= number && number <= range.Last);
    }

    private static (int First, int Last) Range(string parameter, string part)
    {
        var ends = part.Split('-');
        return ends.Length <= 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last && first <= last
            ? (first, last)
            : throw new InvalidInputException(
                $"{parameter} has '{InputText.Shown(part)}'; it takes numbers and ranges of them, such as 1-400,402.");
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
