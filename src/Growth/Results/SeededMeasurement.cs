using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace PgGanLab.Growth.Results;

/// <summary>What several seeds of one configuration reached, number by number.</summary>
internal sealed class SeededMeasurement
{
    private readonly Measurement first;
    private readonly int seeds;
    private readonly ImmutableSortedDictionary<int, SeededValues> levels;
    private readonly SeededValues average;
    private readonly SeededValues? msSsim;
    private readonly ImmutableArray<(string Extractor, SeededValues Fid, SeededValues Kid)> features;

    /// <param name="seeds">Measured alike, so with the same levels; at least one.</param>
    public SeededMeasurement(ImmutableArray<Measurement> seeds)
    {
        first = seeds[0];
        this.seeds = seeds.Length;
        levels = first.Levels.Keys.ToImmutableSortedDictionary(
            level => level, level => new SeededValues([.. seeds.Select(s => s.Levels[level])]));
        average = new SeededValues([.. seeds.Select(s => s.Average)]);
        var similarities = seeds.Select(s => s.MsSsim).OfType<double>().ToImmutableArray();
        msSsim = similarities.IsEmpty ? null : new SeededValues(similarities);
        features =
        [
            .. (first.Features ?? []).Select(f => f.Extractor)
                .Where(extractor => seeds.All(s => s.Seen(extractor) is not null))
                .Select(extractor => (extractor, new SeededValues([.. seeds.Select(s => s.Seen(extractor)!.Fid)]),
                    new SeededValues([.. seeds.Select(s => s.Seen(extractor)!.Kid)]))),
        ];
    }

    /// <summary>
    /// The mean over the seeds; that of MS-SSIM over those that have it, those of features where each seed has them.
    /// </summary>
    public Measurement Mean => first with
    {
        Levels = levels.ToImmutableSortedDictionary(l => l.Key, l => l.Value.Mean),
        Average = average.Mean,
        MsSsim = msSsim?.Mean,
        Features = features.IsEmpty
            ? null
            : [.. features.Select(f => new FeatureDistance(f.Extractor, f.Fid.Mean, f.Kid.Mean))],
    };

    /// <summary>The same; that of MS-SSIM only where each seed has it.</summary>
    public Measurement MeanOfAll => MsSsimSeeds == seeds ? Mean : Mean with { MsSsim = null };

    /// <summary>Null for a single seed.</summary>
    public StandardErrors? StandardErrors => average.StandardError is { } error
        ? new StandardErrors(levels.ToImmutableSortedDictionary(l => l.Key, l => l.Value.StandardError!.Value),
            error, msSsim?.StandardError)
        {
            Features = features.IsEmpty
                ? null
                : [.. features.Select(f => new FeatureDistance(
                    f.Extractor, f.Fid.StandardError!.Value, f.Kid.StandardError!.Value))],
        }
        : null;

    /// <summary>How many seeds have MS-SSIM.</summary>
    public int MsSsimSeeds => msSsim?.Values.Length ?? 0;
}

/// <summary>
/// One number, measured with several seeds: of a metric (other images, latents, places and directions), of a
/// configuration (other runs).
/// </summary>
/// <param name="Values">One value a seed, at least one.</param>
public sealed record SeededValues(ImmutableArray<double> Values)
{
    public double Mean => Values.Average();

    /// <summary>Standard error of the mean; null for a single seed, which says nothing about it.</summary>
    public double? StandardError
    {
        get
        {
            if (Values.Length < 2)
                return null;
            var mean = Mean;
            return Math.Sqrt(Values.Sum(v => (v - mean) * (v - mean)) / (Values.Length - 1) / Values.Length);
        }
    }
}

/// <summary>Standard errors of a mean <see cref="Measurement"/> over seeds, number by number.</summary>
/// <param name="Levels">Pyramid level in pixels to that of its SWD x 10^3.</param>
/// <param name="Average">That of the mean over the levels.</param>
/// <param name="MsSsim">That of MS-SSIM; null where fewer than two seeds have it.</param>
public sealed record StandardErrors(ImmutableSortedDictionary<int, double> Levels, double Average, double? MsSsim)
{
    /// <summary>Those of FID and KID; null where not all seeds have them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<FeatureDistance>? Features { get; init; }
}

/// <summary>How many seeds a mean is over, in words.</summary>
public static class SeedCount
{
    /// <summary><c>3 seeds</c>; <c>2 of 3 seeds</c> where some are left out.</summary>
    /// <param name="measured">Seeds that the mean is over, 0 to <paramref name="all"/>.</param>
    /// <param name="all">Seeds of the configuration.</param>
    public static string Words(int measured, int all) =>
        measured < all ? Invariant($"{measured} of {Words(all)}") : Words(all);

    private static string Words(int seeds) => Readable.Plural(seeds, "seed");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
