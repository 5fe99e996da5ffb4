using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>What several seeds of one configuration reached, number by number.</summary>
internal sealed class SeededMeasurement
{
    private readonly Measurement first;
    private readonly ImmutableSortedDictionary<int, SeededValues> levels;
    private readonly SeededValues average;
    private readonly SeededValues? msSsim;

    /// <param name="seeds">Measured alike, so with the same levels; at least one.</param>
    public SeededMeasurement(ImmutableArray<Measurement> seeds)
    {
        first = seeds[0];
        levels = first.Levels.Keys.ToImmutableSortedDictionary(level => level, level => new SeededValues([.. seeds.Select(s => s.Levels[level])]));
        average = new SeededValues([.. seeds.Select(s => s.Average)]);
        var similarities = seeds.Select(s => s.MsSsim).OfType<double>().ToImmutableArray();
        msSsim = similarities.IsEmpty ? null : new SeededValues(similarities);
    }

    /// <summary>The mean over the seeds; that of MS-SSIM over those that have it.</summary>
    public Measurement Mean => first with { Levels = levels.ToImmutableSortedDictionary(l => l.Key, l => l.Value.Mean), Average = average.Mean, MsSsim = msSsim?.Mean };

    /// <summary>Null for a single seed.</summary>
    public StandardErrors? StandardErrors => average.StandardError is { } error
        ? new StandardErrors(levels.ToImmutableSortedDictionary(l => l.Key, l => l.Value.StandardError!.Value), error, msSsim?.StandardError)
        : null;

    /// <summary>How many seeds have MS-SSIM.</summary>
    public int MsSsimSeeds => msSsim?.Values.Length ?? 0;
}
