using System.Threading.RateLimiting;

namespace PgGanLab.Dashboard.Access;

/// <summary>
/// Limits failed sign-ins, by name and by address, and checks one password at a time: guessing is slow, however many
/// try, and takes no more than one core.
/// </summary>
internal sealed class SignInLimiter : IDisposable
{
    /// <summary>Failures of one name within <see cref="Window"/>.</summary>
    public const int MostOfAName = 5;

    private const int MostOfAnAddress = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private readonly PartitionedRateLimiter<string> names = Limiter(MostOfAName);
    private readonly PartitionedRateLimiter<string> addresses = Limiter(MostOfAnAddress);

    /// <summary>Tries a sign-in, unless there were too many failures.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="address">From where.</param>
    /// <param name="attempt">Answers null where it fails.</param>
    /// <returns>What the attempt answered, or how long to wait.</returns>
    public async Task<(T? Answer, TimeSpan? Wait)> Try<T>(string name, string address, Func<Task<T?>> attempt)
        where T : class
    {
        await turn.WaitAsync();
        try
        {
            if ((Wait(names, name) ?? Wait(addresses, address)) is { } wait)
                return (null, wait);
            var answer = await attempt();
            if (answer is null)
            {
                using var ofName = names.AttemptAcquire(name);
                using var ofAddress = addresses.AttemptAcquire(address);
            }
            return (answer, null);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        names.Dispose();
        addresses.Dispose();
    }

    /// <summary>How long until another failure is allowed; null where it is.</summary>
    private static TimeSpan? Wait(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key, permitCount: 0);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
    }

    private static PartitionedRateLimiter<string> Limiter(int most) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window, QueueLimit = 0 }));
}
