using System.Collections.Immutable;

namespace PgGanLab.Growth.Configuration;

/// <summary>A setting with one value for every resolution and exceptions for some (<c>learningRate@32</c>).</summary>
/// <param name="Default">Value where no exception is given.</param>
/// <param name="Exceptions">Resolution in pixels (4, 8, 16, …) to value.</param>
public sealed record PerResolution<T>(
    T Default, ImmutableSortedDictionary<int, T> Exceptions) where T : struct, IEquatable<T>
{
    public PerResolution(T everywhere) : this(everywhere, ImmutableSortedDictionary<int, T>.Empty) { }

    /// <summary>The value at <paramref name="resolution"/> pixels.</summary>
    public T At(int resolution) => Exceptions.TryGetValue(resolution, out var value) ? value : Default;

    /// <summary>
    /// The same setting with another value at one resolution, or everywhere else (<paramref name="resolution"/> null).
    /// </summary>
    public PerResolution<T> With(int? resolution, T value) =>
        resolution is { } r ? this with { Exceptions = Exceptions.SetItem(r, value) } : this with { Default = value };

    public bool Equals(PerResolution<T>? other) =>
        other is not null && Default.Equals(other.Default) && Exceptions.SequenceEqual(other.Exceptions);

    public override int GetHashCode() =>
        Exceptions.Aggregate(Default.GetHashCode(), (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    public static implicit operator PerResolution<T>(T everywhere) => new(everywhere);
}
