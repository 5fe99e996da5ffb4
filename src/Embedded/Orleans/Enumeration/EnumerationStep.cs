namespace Orleans.Runtime;

/// <summary>The outcome of one pull.</summary>
/// <param name="Status">How the sequence stands after it.</param>
/// <param name="Elements">What was pulled, possibly nothing.</param>
/// <param name="Error">Why the sequence ended, where it ended badly.</param>
[GenerateSerializer]
internal readonly record struct EnumerationStep<T>(
    [property: Id(0)] EnumerationStatus Status,
    [property: Id(1)] List<T> Elements,
    [property: Id(2)] Exception? Error = null);
