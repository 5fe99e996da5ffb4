using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The caller's view of a sequence that a grain makes. Every enumeration calls the grain's method anew.</summary>
internal sealed class GrainEnumerable<T>(IEnumerationExtension grain, GrainMethod method, object?[] arguments, ILogger logger)
    : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new GrainEnumerator<T>(grain, method, arguments, logger, cancellationToken);
}
