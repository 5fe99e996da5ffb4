namespace PgGanLab.Growth.Phases;

/// <summary>How often, and how soon, a phase that failed is tried again.</summary>
public static class RetryRules
{
    /// <summary>Attempts in a row, without progress between, after which a phase has failed.</summary>
    public const int MostAttempts = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    private const double Growth = 4;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>How long it waits before the next attempt: 10 s, 40 s, …, at most 10 minutes.</summary>
    /// <param name="failures">Attempts that failed in a row, at least 1.</param>
    public static TimeSpan Wait(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var seconds = FirstWait.TotalSeconds * Math.Pow(Growth, failures - 1);
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
    }

    /// <summary><c>Second attempt in 8 s, because: …</c>; null where nothing failed.</summary>
    /// <param name="failures">Attempts that failed in a row.</param>
    /// <param name="next">When the next one may begin, or might have.</param>
    /// <param name="now">The time.</param>
    /// <param name="reason">What was said of the last failure.</param>
    public static string? Text(int failures, DateTimeOffset? next, DateTimeOffset now, string? reason)
    {
        if (failures == 0 || next is not { } at)
            return null;
        var attempt = failures switch { 1 => "Second", 2 => "Third", _ => $"{failures + 1}th" };
        var soon = at > now ? $"in {Readable.Duration(at - now)}" : "at the next free worker";
        return $"{attempt} attempt of {MostAttempts} {soon}, because: {Readable.Clause(reason ?? "it failed")}.";
    }
}
