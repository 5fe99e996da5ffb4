using System.Globalization;

namespace PgGanLab.Growth.Phases;

/// <summary>At most one worker can commit a phase's progress (promise 2 of design.md).</summary>
public static class LeaseRules
{
    /// <summary>How long a lease lasts without being renewed.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a worker renews: well inside <see cref="Duration"/>.</summary>
    public static TimeSpan RenewEvery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A new lease, or null while another one is alive.</summary>
    /// <param name="current">The phase's present lease, if any.</param>
    /// <param name="lastToken">The greatest token that the phase ever gave out; 0 at first.</param>
    public static Lease? Acquire(Lease? current, long lastToken, string worker, DateTimeOffset now) =>
        current is not null && now < current.ExpiresAt ? null : new Lease(worker, lastToken + 1, now + Duration);

    /// <summary>
    /// Whether whoever holds <paramref name="token"/> may commit. An expired lease that nobody took over still may:
    /// expiry only allows others to take it, and a taken lease has a greater token.
    /// </summary>
    public static bool CanCommit(Lease? current, long token) => current is not null && current.Token == token;

    /// <summary>The lease, alive for another <see cref="Duration"/>.</summary>
    /// <exception cref="LeaseLostException">The token is not the current one.</exception>
    public static Lease Renew(string phase, Lease? current, long token, DateTimeOffset now)
    {
        Require(phase, current, token);
        return current! with { ExpiresAt = now + Duration };
    }

    /// <summary>Refuses a late worker.</summary>
    /// <exception cref="LeaseLostException">The token is not the current one.</exception>
    public static void Require(string phase, Lease? current, long token)
    {
        if (CanCommit(current, token))
            return;
        var holder = current is null
            ? "nobody holds the phase now"
            : string.Create(
                CultureInfo.InvariantCulture, $"worker {current.Worker} holds it with token {current.Token}");
        throw new LeaseLostException(string.Create(
            CultureInfo.InvariantCulture, $"Lease {token} of phase {phase} is lost: {holder}."));
    }
}

/// <summary>A worker's exclusive, expiring right to train one phase.</summary>
/// <param name="Worker">Who holds it, such as <c>gpu-host-3/cuda:0</c>.</param>
/// <param name="Token">Fencing token: grows with every lease of the phase, never repeats.</param>
/// <param name="ExpiresAt">From this moment another worker may take the phase.</param>
public sealed record Lease(string Worker, long Token, DateTimeOffset ExpiresAt);

/// <summary>
/// A worker came late: its lease ended, and nothing of what it brought was taken. It stops training the phase.
/// </summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException() { }

    public LeaseLostException(string message) : base(message) { }

    public LeaseLostException(string message, Exception innerException) : base(message, innerException) { }
}
