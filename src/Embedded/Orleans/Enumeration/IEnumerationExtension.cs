using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>How a caller pulls an <see cref="IAsyncEnumerable{T}"/> that a grain makes. Every activation answers it.</summary>
internal interface IEnumerationExtension : IAddressable
{
    /// <summary>Calls the grain's method and pulls the first elements.</summary>
    [AlwaysInterleave]
    ValueTask<EnumerationStep<T>> Start<T>(Guid id, [Immutable] EnumerationStart start, CancellationToken cancellationToken);

    /// <summary>Pulls the next elements.</summary>
    [AlwaysInterleave]
    ValueTask<EnumerationStep<T>> MoveNext<T>(Guid id, CancellationToken cancellationToken);

    /// <summary>Ends an enumeration and disposes the grain's enumerator.</summary>
    [AlwaysInterleave]
    ValueTask Stop(Guid id);
}
