using System.Collections.Immutable;

namespace PgGanLab.Growth.Retention;

/// <summary>What is freed of a store, and what stays.</summary>
/// <param name="Free">The least valuable first.</param>
/// <param name="Bytes">Of all files, before.</param>
/// <param name="Budget">Bytes that the store may take; null without a limit.</param>
public sealed record RetentionPlan(ImmutableArray<FreedFile> Free, long Bytes, long? Budget)
{
    /// <summary>
    /// Frees what nobody misses; where the store is larger than it may be, also what is less and less easily missed,
    /// until it is not or only what is needed is left (<see cref="NeededFiles"/>).
    /// </summary>
    public static RetentionPlan Of(StoreHoldings held, DateTimeOffset now, long? budget)
    {
        var free = ImmutableArray.CreateBuilder<FreedFile>();
        var left = held.Bytes;
        foreach (var file in FreeingOrder.Of(held, now))
        {
            if (file.Reason > FreeReason.Archived && !(left > budget))
                break;
            free.Add(file);
            left -= file.File.Bytes;
        }
        return new RetentionPlan(free.ToImmutable(), held.Bytes, budget);
    }

    /// <summary>Bytes that are freed.</summary>
    public long Freed => Free.Sum(f => f.File.Bytes);

    /// <summary>Bytes by which the store is still larger than it may be.</summary>
    public long TooMuch => Budget is { } budget ? Math.Max(0, Bytes - Freed - budget) : 0;
}
