namespace PgGanLab.Growth.Retention;

/// <summary>Which sample grids of a phase stay when they get old.</summary>
public static class SampleThinning
{
    /// <summary>All are kept as long.</summary>
    public static TimeSpan Young { get; } = TimeSpan.FromDays(7);

    /// <summary>After this only the last of a phase is kept.</summary>
    public static TimeSpan Old { get; } = TimeSpan.FromDays(30);

    /// <summary>How many of a phase are kept between the two.</summary>
    public const int Few = 8;

    /// <summary>Those that are too many for their age: evenly over the phase, the last one always stays.</summary>
    /// <param name="samples">All of one phase.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<StoredFile> TooMany(IEnumerable<StoredFile> samples, DateTimeOffset now)
    {
        StoredFile[] sorted = [.. samples.OrderBy(s => s.Nimg)];
        var kept = Enumerable.Range(1, Few).Select(i => i * sorted.Length / Few - 1).ToHashSet();
        return sorted.Where((sample, i) => i < sorted.Length - 1
            && (now - sample.At > Old || (now - sample.At > Young && !kept.Contains(i))));
    }
}
