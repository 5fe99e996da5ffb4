using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>Results of experiments side by side, as in the paper's table 1: SWD x 10^3 level by level, their mean, MS-SSIM.</summary>
public sealed record ComparisonTable
{
    /// <summary>Column of the mean over the levels.</summary>
    public const string Average = "avg";

    /// <summary>Column of MS-SSIM.</summary>
    public const string MsSsim = "msSsim";

    /// <summary>Pixels at which the comparable rows were measured; null before the first result.</summary>
    public required int? Resolution { get; init; }

    /// <summary>Thousands of real images that each comparable row was shown.</summary>
    public required double? Kimg { get; init; }

    /// <summary>Images of each kind in each measurement.</summary>
    public required int? Images { get; init; }

    /// <summary>Levels in pixels, the finest first.</summary>
    public required ImmutableArray<int> Levels { get; init; }

    /// <summary>In the order of the experiments.</summary>
    public required ImmutableArray<ComparisonRow> Rows { get; init; }

    /// <summary>Real images against other real images: the best that can be measured; null where it was not.</summary>
    public required Measurement? RealImages { get; init; }

    /// <summary>The untrained generator; null where it was not measured.</summary>
    public required Measurement? Untrained { get; init; }

    /// <summary>
    /// Makes the table. Its common ground is the length that most experiments have, finished or not, and there what most results share (of equals,
    /// that with the higher resolution, then with more images shown). A result elsewhere is shown, with the reason why it can't be compared.
    /// </summary>
    /// <param name="entries">The experiments in order.</param>
    /// <param name="realImages">Real against other real images.</param>
    /// <param name="untrained">The untrained generator.</param>
    public static ComparisonTable Of(IEnumerable<ComparisonEntry> entries, Measurement? realImages, Measurement? untrained)
    {
        var all = entries.ToImmutableArray();
        var ground = all.Select(e => e.Result).OfType<Measurement>().GroupBy(Ground)
            .OrderByDescending(g => all.Count(e => e.PlannedNimg == g.Key.Nimg)).ThenByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault();
        var compared = ground?.ToImmutableArray() ?? [];
        return new ComparisonTable
        {
            Resolution = ground?.Key.Resolution,
            Kimg = ground?.Key.Nimg / 1000.0,
            Images = ground?.Key.Images,
            Levels = [.. all.SelectMany(e => e.Result?.Levels.Keys ?? []).Distinct().OrderDescending()],
            Rows = [.. all.Select(entry => Row(entry, compared, realImages))],
            RealImages = realImages,
            Untrained = untrained,
        };
    }

    private static (int Resolution, long Nimg, int Images) Ground(Measurement result) => (result.Resolution, result.Nimg, result.Images);

    private static ComparisonRow Row(ComparisonEntry entry, ImmutableArray<Measurement> compared, Measurement? realImages)
    {
        var (letter, configuration) = RowName.Split(entry.Name);
        var isComparable = entry.Result is not null && compared.Contains(entry.Result);
        return new ComparisonRow
        {
            Experiment = entry.Experiment,
            Letter = letter,
            Configuration = configuration,
            Result = entry.Result,
            IsComparable = isComparable,
            Note = entry.Result is null ? entry.Missing : isComparable ? null : RowName.WhyElsewhere(entry.Result, compared[0]),
            Best = isComparable ? BestColumns.Of(entry.Result!, compared, realImages?.MsSsim) : [],
        };
    }
}
