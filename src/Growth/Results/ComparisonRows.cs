using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>Rows of a table of results, before the best are known.</summary>
internal static class ComparisonRows
{
    /// <summary>A row for one experiment.</summary>
    /// <param name="entry">The experiment.</param>
    /// <param name="common">A result on the table's common ground; null before the first result.</param>
    public static ComparisonRow Of(ComparisonEntry entry, Measurement? common) => Row(entry.Experiment, entry.Name, entry.Result, common, [Why(entry, common)], null);

    /// <summary>A row for a configuration: the mean over those of its seeds that stand on the common ground; where none does, over most of those that were measured alike.</summary>
    /// <inheritdoc cref="Of(ComparisonEntry, Measurement?)"/>
    /// <param name="point">The configuration.</param>
    public static ComparisonRow Of(ComparisonPoint point, Measurement? common)
    {
        var measured = Measured(point, common);
        var seeded = measured.IsEmpty ? null : new SeededMeasurement([.. measured.Select(e => e.Result!)]);
        var why = measured.Take(1).Concat(point.Seeds.Except(measured)).Select(e => Why(e, common));
        var fewer = seeded is { MsSsimSeeds: > 0 and var seeds } && seeds < measured.Length ? $"MS-SSIM of {SeedCount.Words(seeds, measured.Length)}" : null;
        return Row(point.Seeds[0].Experiment, point.Name, seeded?.Mean, common, [.. why, fewer],
            new ComparisonSeeds([.. point.Seeds.Select(e => e.Experiment)], [.. measured.Select(e => e.Experiment)], seeded?.StandardErrors));
    }

    private static ComparisonRow Row(string experiment, string name, Measurement? result, Measurement? common, ImmutableArray<string?> notes, ComparisonSeeds? seeds)
    {
        var (letter, configuration) = RowName.Split(name);
        return new ComparisonRow
        {
            Experiment = experiment,
            Letter = letter,
            Configuration = configuration,
            Result = result,
            IsComparable = result is not null && result.Ground == common?.Ground,
            Note = notes.OfType<string>().Distinct().ToArray() is { Length: > 0 } said ? string.Join("; ", said) : null,
            Best = [],
            Seeds = seeds,
        };
    }

    private static ImmutableArray<ComparisonEntry> Measured(ComparisonPoint point, Measurement? common) =>
    [
        .. point.Seeds.Where(e => e.Result is not null).GroupBy(e => e.Result!.Ground)
            .OrderByDescending(g => g.Key == common?.Ground).ThenByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault() ?? Enumerable.Empty<ComparisonEntry>(),
    ];

    /// <summary>Why an experiment has no result on the common ground; null where it has.</summary>
    private static string? Why(ComparisonEntry entry, Measurement? common) =>
        entry.Result is null ? entry.Missing : entry.Result.Ground == common!.Ground ? null : RowName.WhyElsewhere(entry.Result, common);
}
