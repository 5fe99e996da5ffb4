namespace Orleans.Concurrency;

/// <summary>Makes <see cref="Immutable{T}"/> values.</summary>
public static class ImmutableExtensions
{
    /// <summary>Wraps a value that its owner will not change any more.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
