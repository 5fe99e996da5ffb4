using System.Reflection;

namespace Orleans.Runtime;

/// <summary>How one argument crosses a call.</summary>
/// <param name="IsImmutable">The caller promised not to change it: it is passed as it is.</param>
/// <param name="IsCancellation">It is a cancellation token: the grain gets a token of its own that follows the caller's.</param>
internal readonly record struct GrainParameter(bool IsImmutable, bool IsCancellation)
{
    public static GrainParameter Of(ParameterInfo parameter) => new(
        parameter.IsDefined(typeof(ImmutableAttribute)),
        parameter.ParameterType == typeof(CancellationToken));
}
