using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Growth.Phases;
using PgGanLab.Silo.Tests.Fakes;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Tests.Workers;

public class LeaseKeeperTests
{
    private readonly FakePhaseGrain grain = new();
    private readonly ManualTime time = new();
    private readonly TaskCompletionSource<LeaseLostException> lost = new();

    [Fact]
    public async Task a_lease_is_renewed_at_every_interval_until_disposed()
    {
        await using (Keep())
        {
            await time.WaitForTimer();
            for (var i = 0; i < 3; i++)
                await NextRenewal();
        }
        time.Advance(LeaseRules.RenewEvery);
        Assert.Equal(3, grain.Renewals);
        Assert.False(lost.Task.IsCompleted);
    }

    [Fact]
    public async Task a_failed_renewal_is_tried_again_at_the_next_interval()
    {
        grain.FailNext(new TimeoutException("slow"));
        await using var keeper = Keep();
        await time.WaitForTimer();
        await NextRenewal();
        await NextRenewal();
        Assert.Equal(1, grain.Renewals);
    }

    [Fact]
    public async Task a_lost_lease_is_told_and_not_asked_for_again()
    {
        grain.TakeOver();
        await using var keeper = Keep();
        await time.WaitForTimer();
        await NextRenewal();
        Assert.Contains(
            "laptop/cpu:1", (await lost.Task.WaitAsync(TimeSpan.FromSeconds(90))).Message, StringComparison.Ordinal);
        Assert.Equal(0, grain.Renewals);
    }

    private LeaseKeeper Keep() => new(grain.Grain, 1, time, NullLogger.Instance, lost.SetResult);

    private Task NextRenewal()
    {
        time.Advance(LeaseRules.RenewEvery);
        return grain.WaitForCall();
    }
}
