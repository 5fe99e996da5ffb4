using System.Globalization;

namespace Orleans;

/// <summary>How long callers of one method wait for its response, in place of the configured timeout.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The timeout, given as a <see cref="TimeSpan"/> string such as <c>00:00:05</c>.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
