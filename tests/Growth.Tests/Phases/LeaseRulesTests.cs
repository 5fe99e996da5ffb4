using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

public sealed class LeaseRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_living_lease_is_not_given_twice()
    {
        var lease = LeaseRules.Acquire(null, 0, "a/cpu:0", Noon)!;
        Assert.Null(LeaseRules.Acquire(lease, lease.Token, "b/cpu:0", lease.ExpiresAt.AddTicks(-1)));
        Assert.Equal(2, LeaseRules.Acquire(lease, lease.Token, "b/cpu:0", lease.ExpiresAt)!.Token);
    }

    [Fact]
    public void a_late_worker_is_told_who_holds_the_phase_now()
    {
        var second = LeaseRules.Acquire(null, 1, "b/cpu:0", Noon);
        var error = Assert.Throws<LeaseLostException>(() => LeaseRules.Renew("phase", second, 1, Noon));
        Assert.Contains("worker b/cpu:0 holds it with token 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("nobody", Assert.Throws<LeaseLostException>(() => LeaseRules.Require("phase", null, 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void an_expired_lease_that_nobody_took_is_renewed()
    {
        var lease = LeaseRules.Acquire(null, 0, "a/cpu:0", Noon)!;
        var late = lease.ExpiresAt.AddMinutes(1);
        Assert.Equal(late + LeaseRules.Duration, LeaseRules.Renew("phase", lease, lease.Token, late).ExpiresAt);
    }

    [Fact]
    public void renewal_is_well_inside_the_lease() => Assert.True(LeaseRules.RenewEvery * 3 <= LeaseRules.Duration);

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void whatever_happens_at_most_one_token_can_commit_and_tokens_grow(int seed)
    {
        var random = new Random(seed);
        var (now, last) = (Noon, 0L);
        Lease? current = null;
        var given = new List<long>();
        for (var step = 0; step < 200; step++)
        {
            now += TimeSpan.FromSeconds(random.Next(0, 20));
            if (random.Next(3) == 0 && current is not null && random.Next(2) == 0)
                current = null;
            else if (LeaseRules.Acquire(current, last, $"w{random.Next(3)}", now) is { } lease)
            {
                Assert.True(lease.Token > last);
                (current, last) = (lease, lease.Token);
                given.Add(lease.Token);
            }
            Assert.True(given.Count(token => LeaseRules.CanCommit(current, token)) <= 1);
        }
    }
}
