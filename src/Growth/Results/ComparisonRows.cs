using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PgGanLab.Growth.Results;

/// <summary>Rows of a table of results, before the best are known.</summary>
internal static class ComparisonRows
{
    /// <summary>A row for one experiment.</summary>
    /// <param name="entry">The experiment.</param>
    /// <param name="common">A result on the table's common ground; null before the first result.</param>
    public static ComparisonRow Of(ComparisonEntry entry, Measurement? common) =>
        Row(entry.Experiment, entry.Name, entry.Result, common, [Why(entry, common)], null);

    /// <summary>
    /// A row for a configuration: the mean over those of its seeds that stand on the common ground; where none does,
    /// over most of those that were measured alike.
    /// </summary>
    /// <inheritdoc cref="Of(ComparisonEntry, Measurement?)"/>
    /// <param name="point">The configuration.</param>
    public static ComparisonRow Of(ComparisonPoint point, Measurement? common)
    {
        var measured = Measured(point, common);
        var seeded = measured.IsEmpty ? null : new SeededMeasurement([.. measured.Select(e => e.Result!)]);
        var why = measured.Take(1).Concat(point.Seeds.Except(measured)).Select(e => Why(e, common));
        var fewer = seeded is { MsSsimSeeds: > 0 and var seeds } && seeds < measured.Length
            ? $"MS-SSIM of {SeedCount.Words(seeds, measured.Length)}"
            : null;
        return Row(point.Seeds[0].Experiment, point.Name, seeded?.Mean, common, [.. why, fewer],
            new ComparisonSeeds([.. point.Seeds.Select(e => e.Experiment)],
                [.. measured.Select(e => e.Experiment)], seeded?.StandardErrors));
    }

    private static ComparisonRow Row(
        string experiment, string name, Measurement? result, Measurement? common, ImmutableArray<string?> notes,
        ComparisonSeeds? seeds)
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
            .OrderByDescending(g => g.Key == common?.Ground).ThenByDescending(g => g.Count())
            .ThenByDescending(g => g.Key).FirstOrDefault()
            ?? Enumerable.Empty<ComparisonEntry>(),
    ];

    /// <summary>Why an experiment has no result on the common ground; null where it has.</summary>
    private static string? Why(ComparisonEntry entry, Measurement? common) =>
        entry.Result is null ? entry.Missing
            : entry.Result.Ground == common!.Ground ? null
            : RowName.WhyElsewhere(entry.Result, common);
}

/// <summary>In which columns a result is the best.</summary>
internal static class BestColumns
{
    /// <summary>
    /// Least SWD, FID and KID; MS-SSIM nearest to that of real images where that is known, else the least. Among fewer than
    /// two results nothing is best.
    /// </summary>
    public static ImmutableArray<string> Of(
        Measurement result, ImmutableArray<Measurement> compared, double? realMsSsim, string? extractor)
    {
        if (compared.Length < 2)
            return [];
        var best = ImmutableArray.CreateBuilder<string>();
        foreach (var (level, distance) in result.Levels.Reverse())
        {
            if (compared.All(other => !other.Levels.TryGetValue(level, out var theirs) || distance <= theirs))
                best.Add(level.ToString(CultureInfo.InvariantCulture));
        }
        if (compared.All(other => result.Average <= other.Average))
            best.Add(ComparisonTable.Average);
        if (result.MsSsim is { } own
            && compared.All(other => other.MsSsim is not { } theirs || Miss(own) <= Miss(theirs)))
            best.Add(ComparisonTable.MsSsim);
        if (result.Seen(extractor) is { } seen)
        {
            FeatureDistance[] others = [.. compared.Select(other => other.Seen(extractor)).OfType<FeatureDistance>()];
            if (others.All(other => seen.Fid <= other.Fid))
                best.Add(ComparisonTable.Fid);
            if (others.All(other => seen.Kid <= other.Kid))
                best.Add(ComparisonTable.Kid);
        }
        return best.ToImmutable();

        double Miss(double msSsim) => realMsSsim is { } mark ? Math.Abs(msSsim - mark) : msSsim;
    }
}

/// <summary>Words of a row.</summary>
internal static partial class RowName
{
    /// <summary><c>(e*) + minibatch discrimination</c> to its letter and the rest.</summary>
    public static (string Letter, string Configuration) Split(string name) =>
        Lettered().Match(name) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : ("", name);

    /// <summary>Why a result can't be compared with those on the common ground.</summary>
    public static string WhyElsewhere(Measurement result, Measurement common) =>
        result.Resolution != common.Resolution ? string.Create(CultureInfo.InvariantCulture,
            $"not compared: measured at {result.Resolution} px, the others at {common.Resolution} px")
        : result.Nimg != common.Nimg ? string.Create(CultureInfo.InvariantCulture,
            $"not compared: {result.Nimg / 1000.0:#,0.###} kimg, the others {common.Nimg / 1000.0:#,0.###}")
        : string.Create(CultureInfo.InvariantCulture,
            $"not compared: measured with {Readable.Plural(result.Images, "image")}, the others with {common.Images}");

    [GeneratedRegex(@"^(\([^()\s]{1,4}\))\s+(.+)$")]
    private static partial Regex Lettered();
}
