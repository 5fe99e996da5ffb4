using System.Collections.Immutable;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Experiments;

/// <summary>
/// An order of experiments as people write it: <c>-swd,learningRate@16</c>, a minus for the greatest first. Numbers
/// come before words, and what is not known comes last.
/// </summary>
public static class ExperimentOrder
{
    /// <summary>The experiments in that order; equal ones stay as they were.</summary>
    /// <param name="experiments">What to sort.</param>
    /// <param name="order">Names of columns, with commas.</param>
    /// <exception cref="InvalidInputException">No column has such a name, or there is none.</exception>
    public static ImmutableArray<ExperimentSummary> Sort(
        ImmutableArray<ExperimentSummary> experiments, string order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var keys = order.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (keys.Length == 0)
            throw new InvalidInputException("An order needs at least one column, such as swd, or -swd for the greatest "
                + "first.");
        var columns = ExperimentColumns.Of(experiments);
        IEnumerable<ExperimentSummary> sorted = experiments;
        foreach (var key in keys.Reverse())
        {
            var column = columns.Find(key.TrimStart('-'));
            var isKnown = sorted.ToLookup(e => column.Of(e) is not null);
            sorted = (key.StartsWith('-')
                ? isKnown[true].OrderByDescending(column.NumberOf).ThenByDescending(column.Of, Words)
                : isKnown[true].OrderBy(e => column.NumberOf(e) is null).ThenBy(column.NumberOf)
                    .ThenBy(column.Of, Words))
                .Concat(isKnown[false]);
        }
        return [.. sorted];
    }

    private static StringComparer Words => StringComparer.OrdinalIgnoreCase;
}
