namespace PgGanLab.Growth.Memory;

/// <summary>What a phase asks of a device's memory.</summary>
/// <param name="Whole">Bytes with the largest shares of a minibatch that its recipe allows.</param>
/// <param name="Least">Bytes with the smallest shares: one set of images that some layer looks at together.</param>
public sealed record MemoryNeed(long Whole, long Least)
{
    /// <summary>Nothing.</summary>
    public static MemoryNeed None { get; } = new(0, 0);

    /// <summary>Whether a device can train it at all; one that names no limit can.</summary>
    public bool FitsInSharesInto(long? memory) => memory is null || Least <= memory;

    /// <summary>
    /// Whether a device can train it without smaller shares, so that the step is the recipe's to the last digit.
    /// </summary>
    public bool FitsWholeInto(long? memory) => memory is null || Whole <= memory;
}

/// <summary>Amounts of memory as people read them.</summary>
public static class MemoryText
{
    /// <summary>
    /// Need of limit: <c>about 812 MB of 3.1 GB</c>. A phase that needs more than there is splits its
    /// minibatches until they fit.
    /// </summary>
    /// <param name="needed">Bytes that what a worker trains takes at its peak with whole minibatches, as estimated;
    /// null while it trains nothing.</param>
    /// <param name="limit">Bytes that a trainer may use; null: no limit is known.</param>
    public static string Use(long? needed, long? limit) => (needed, limit) switch
    {
        (null, null) => "no limit",
        (null, { } free) => $"{Readable.Bytes(free)} free to use",
        ({ } need, null) => $"about {Readable.Bytes(need)}, no limit",
        ({ } need, { } all) when need > all =>
            $"{Readable.Bytes(all)}, all of it; whole minibatches need {Readable.Bytes(need)}",
        ({ } need, { } all) => $"about {Readable.Bytes(need)} of {Readable.Bytes(all)}",
    };
}
