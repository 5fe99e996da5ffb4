using System.Globalization;

namespace PgGanLab.Growth.Leases;

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
    /// Whether whoever holds <paramref name="token"/> may commit. An expired lease that nobody took over still may: expiry only allows
    /// others to take it, and a taken lease has a greater token.
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
        if (!CanCommit(current, token))
            throw new LeaseLostException(string.Create(CultureInfo.InvariantCulture,
                $"Lease {token} of phase {phase} is lost: {(current is null ? "nobody holds the phase now" : $"worker {current.Worker} holds it with token {current.Token}")}."));
    }
}
