namespace Orleans.Concurrency;

/// <summary>Wraps a value that its owner will not change any more, so that it crosses calls without being copied.</summary>
[GenerateSerializer, Immutable]
public readonly struct Immutable<T>(T value)
{
    /// <summary>The wrapped value.</summary>
    [Id(0)]
    public readonly T Value = value;
}
