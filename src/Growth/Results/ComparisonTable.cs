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

    /// <summary>In the order of the experiments; one a configuration where some are repeated with other seeds.</summary>
    public required ImmutableArray<ComparisonRow> Rows { get; init; }

    /// <summary>Real images against other real images: the best that can be measured; null where it was not.</summary>
    public required Measurement? RealImages { get; init; }

    /// <summary>The untrained generator; null where it was not measured.</summary>
    public required Measurement? Untrained { get; init; }

    /// <summary>
    /// Makes the table with a row for each experiment. Its common ground is the length that most experiments have, finished or not, and there what most results share (of equals,
    /// that with the higher resolution, then with more images shown). A result elsewhere is shown, with the reason why it can't be compared.
    /// </summary>
    /// <param name="entries">The experiments in order.</param>
    /// <param name="realImages">Real against other real images.</param>
    /// <param name="untrained">The untrained generator.</param>
    public static ComparisonTable Of(IEnumerable<ComparisonEntry> entries, Measurement? realImages, Measurement? untrained)
    {
        var all = entries.ToImmutableArray();
        return Of(all, common => all.Select(entry => ComparisonRows.Of(entry, common)), realImages, untrained);
    }

    /// <summary>Makes the table with a row for each configuration: the mean over its seeds on the common ground, which the experiments have as above.</summary>
    /// <param name="points">The configurations in order.</param>
    /// <param name="realImages">Real against other real images.</param>
    /// <param name="untrained">The untrained generator.</param>
    public static ComparisonTable Of(IEnumerable<ComparisonPoint> points, Measurement? realImages, Measurement? untrained)
    {
        var all = points.ToImmutableArray();
        return Of([.. all.SelectMany(p => p.Seeds)], common => all.Select(point => ComparisonRows.Of(point, common)), realImages, untrained);
    }

    private static ComparisonTable Of(
        ImmutableArray<ComparisonEntry> all, Func<Measurement?, IEnumerable<ComparisonRow>> rowsOn, Measurement? realImages, Measurement? untrained)
    {
        var common = Common(all);
        var rows = rowsOn(common).ToImmutableArray();
        ImmutableArray<Measurement> compared = [.. rows.Where(r => r.IsComparable).Select(r => r.Result!)];
        return new ComparisonTable
        {
            Resolution = common?.Resolution,
            Kimg = common?.Nimg / 1000.0,
            Images = common?.Images,
            Levels = [.. all.SelectMany(e => e.Result?.Levels.Keys ?? []).Distinct().OrderDescending()],
            Rows = [.. rows.Select(r => r.IsComparable ? r with { Best = BestColumns.Of(r.Result!, compared, realImages?.MsSsim) } : r)],
            RealImages = realImages,
            Untrained = untrained,
        };
    }

    /// <summary>A result on the common ground; null before the first result.</summary>
    private static Measurement? Common(ImmutableArray<ComparisonEntry> all) => all.Select(e => e.Result).OfType<Measurement>().GroupBy(r => r.Ground)
        .OrderByDescending(g => all.Count(e => e.PlannedNimg == g.Key.Nimg)).ThenByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault()?.First();
}
