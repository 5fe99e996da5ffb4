using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace PgGanLab.Growth.Results;

/// <summary>
/// Results of experiments side by side, as in the paper's table 1: SWD x 10^3 level by level, their mean, MS-SSIM.
/// </summary>
public sealed record ComparisonTable
{
    /// <summary>Column of the mean over the levels.</summary>
    public const string Average = "avg";

    /// <summary>Column of MS-SSIM.</summary>
    public const string MsSsim = "msSsim";

    /// <summary>Column of the Fréchet inception distance.</summary>
    public const string Fid = "fid";

    /// <summary>Column of the kernel inception distance.</summary>
    public const string Kid = "kid";

    /// <summary>Pixels at which the comparable rows were measured; null before the first result.</summary>
    public required int? Resolution { get; init; }

    /// <summary>Thousands of real images that each comparable row was shown.</summary>
    public required double? Kimg { get; init; }

    /// <summary>Images of each kind in each measurement.</summary>
    public required int? Images { get; init; }

    /// <summary>Levels in pixels, the finest first.</summary>
    public required ImmutableArray<int> Levels { get; init; }

    /// <summary>
    /// In the order of the experiments; one a configuration where some are repeated with other seeds.
    /// </summary>
    public required ImmutableArray<ComparisonRow> Rows { get; init; }

    /// <summary>Real images against other real images: the best that can be measured; null where it was not.</summary>
    public required Measurement? RealImages { get; init; }

    /// <summary>The untrained generator; null where it was not measured.</summary>
    public required Measurement? Untrained { get; init; }

    /// <summary>
    /// SHA-256 of the extractor whose FID and KID it shows; null (and not in its JSON) where it shows none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Extractor { get; init; }

    /// <summary>
    /// The numbers of one measurement, or of a mean with its standard errors, by the columns that they stand in.
    /// </summary>
    public IEnumerable<(string Column, string Text)> Cells(Measurement? result, StandardErrors? errors = null)
    {
        foreach (var level in Levels)
        {
            var column = level.ToString(CultureInfo.InvariantCulture);
            yield return (column, Readable.SwdInTable(At(result?.Levels, level), At(errors?.Levels, level)));
        }
        yield return (Average, Readable.SwdInTable(result?.Average, errors?.Average));
        yield return (MsSsim, Readable.MsSsim(result?.MsSsim, errors?.MsSsim));
        if (Extractor is null)
            yield break;
        var (seen, error) = (result?.Seen(Extractor), errors?.Features?.FirstOrDefault(f => f.Extractor == Extractor));
        yield return (Fid, Readable.Fid(seen?.Fid, error?.Fid));
        yield return (Kid, Readable.Kid(seen?.Kid, error?.Kid));
    }

    /// <summary>
    /// Makes the table with a row for each experiment. Its common ground is the length that most experiments have,
    /// finished or not, and there what most results share (of equals, that with the higher resolution, then with more
    /// images shown). A result elsewhere is shown, with the reason why it can't be compared.
    /// </summary>
    /// <param name="entries">The experiments in order.</param>
    /// <param name="realImages">Real against other real images.</param>
    /// <param name="untrained">The untrained generator.</param>
    /// <param name="extractor">SHA-256 of the extractor whose FID and KID it shows; null for none.</param>
    public static ComparisonTable Of(
        IEnumerable<ComparisonEntry> entries, Measurement? realImages, Measurement? untrained, string? extractor = null)
    {
        var all = entries.ToImmutableArray();
        return Of(
            all, common => all.Select(entry => ComparisonRows.Of(entry, common)), realImages, untrained, extractor);
    }

    /// <summary>
    /// Makes the table with a row for each configuration: the mean over its seeds on the common ground, which the
    /// experiments have as above.
    /// </summary>
    /// <param name="points">The configurations in order.</param>
    /// <param name="realImages">Real against other real images.</param>
    /// <param name="untrained">The untrained generator.</param>
    /// <param name="extractor">SHA-256 of the extractor whose FID and KID it shows; null for none.</param>
    public static ComparisonTable Of(
        IEnumerable<ComparisonPoint> points, Measurement? realImages, Measurement? untrained, string? extractor = null)
    {
        var all = points.ToImmutableArray();
        return Of([.. all.SelectMany(p => p.Seeds)],
            common => all.Select(point => ComparisonRows.Of(point, common)), realImages, untrained, extractor);
    }

    private static ComparisonTable Of(
        ImmutableArray<ComparisonEntry> all, Func<Measurement?, IEnumerable<ComparisonRow>> rowsOn,
        Measurement? realImages, Measurement? untrained, string? extractor)
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
            Rows = [.. rows.Select(r =>
                r.IsComparable
                    ? r with { Best = BestColumns.Of(r.Result!, compared, realImages?.MsSsim, extractor) }
                    : r)],
            Extractor = extractor,
            RealImages = realImages,
            Untrained = untrained,
        };
    }

    private static double? At(ImmutableSortedDictionary<int, double>? levels, int level) =>
        levels is not null && levels.TryGetValue(level, out var value) ? value : null;

    /// <summary>A result on the common ground; null before the first result.</summary>
    private static Measurement? Common(ImmutableArray<ComparisonEntry> all) => all.Select(e => e.Result)
        .OfType<Measurement>().GroupBy(r => r.Ground)
        .OrderByDescending(g => all.Count(e => e.PlannedNimg == g.Key.Nimg)).ThenByDescending(g => g.Count())
        .ThenByDescending(g => g.Key).FirstOrDefault()?.First();
}

/// <summary>One experiment as a table of results is made from it.</summary>
/// <param name="Experiment">Its id.</param>
/// <param name="Name">What its author calls it; a letter in parentheses may come first: <c>(b) +
/// progressive growing</c>.</param>
/// <param name="PlannedNimg">Real images that it is shown in all.</param>
/// <param name="Result">What was measured at its end; null where there is nothing.</param>
/// <param name="Missing">Why there is nothing.</param>
public sealed record ComparisonEntry(
    string Experiment, string Name, long PlannedNimg, Measurement? Result, string? Missing);

/// <summary>One configuration with all of its seeds, as a table of results is made from it.</summary>
/// <param name="Name">What its author calls it, without a seed; a letter in parentheses may come first.</param>
/// <param name="Seeds">Its experiments in order; at least one.</param>
public sealed record ComparisonPoint(string Name, ImmutableArray<ComparisonEntry> Seeds);

/// <summary>One row of a table of results.</summary>
public sealed record ComparisonRow
{
    /// <summary>Id of the experiment; of the first one where the row stands for several seeds.</summary>
    public required string Experiment { get; init; }

    /// <summary>Its letter with parentheses, <c>(e*)</c>; empty where it has none.</summary>
    public required string Letter { get; init; }

    /// <summary>Its training configuration in words.</summary>
    public required string Configuration { get; init; }

    /// <summary>Its result, the mean over its seeds; null where there is none.</summary>
    public required Measurement? Result { get; init; }

    /// <summary>
    /// Whether the result stands on the table's common ground: equal resolution, equal kimg, equally many images.
    /// </summary>
    public required bool IsComparable { get; init; }

    /// <summary>
    /// Why there is no result, why it can't be compared, or what its mean leaves out; null where all is there.
    /// </summary>
    public required string? Note { get; init; }

    /// <summary>
    /// Columns in which it is the best of the comparable rows: pixels of a level, <c>avg</c>, <c>msSsim</c>,
    /// <c>fid</c>, <c>kid</c>.
    /// </summary>
    public required ImmutableArray<string> Best { get; init; }

    /// <summary>
    /// Its seeds, where some configurations are repeated; null (and not in its JSON) where the row is one experiment.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ComparisonSeeds? Seeds { get; init; }
}

/// <summary>
/// The repeats of one configuration that a row of a table stands for: the row's result is their mean.
/// </summary>
/// <param name="Experiments">Ids of all of its experiments, one a seed.</param>
/// <param name="Measured">Ids of those that the mean is over: measured at equal resolution and kimg, with
/// equally many images.</param>
/// <param name="StandardErrors">How far the mean can be trusted; null for fewer than two seeds, which say
/// nothing about it.</param>
public sealed record ComparisonSeeds(
    ImmutableArray<string> Experiments, ImmutableArray<string> Measured, StandardErrors? StandardErrors)
{
    /// <summary>Over how many seeds the row is: <c>3 seeds</c>, <c>2 of 3 seeds</c>.</summary>
    public string Count() => SeedCount.Words(Measured.Length, Experiments.Length);
}
