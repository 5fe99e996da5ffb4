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
