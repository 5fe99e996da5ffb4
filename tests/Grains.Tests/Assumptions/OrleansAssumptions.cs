using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;
using PgGanLab.Grains.Catalog;

namespace PgGanLab.Grains.Tests.Assumptions;

/// <summary>Facts of Orleans that the lab leans on, and that a new version could change.</summary>
public sealed class OrleansAssumptions
{
    /// <summary>Grains read, decide and write over several awaits without a lock.</summary>
    [Fact]
    public async Task turns_of_a_grain_never_interleave()
    {
        await using var lab = await TestLab.Start();
        var probe = lab.Grains.GetGrain<IProbeGrain>("turns");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => probe.Enter()));
        Assert.Equal(new TurnReport(20, 0, 1), await probe.Report());
    }

    /// <summary>
    /// The scheduler's rounds and the catalog's notices are timers that change what calls change too.
    /// </summary>
    [Fact]
    public async Task a_timer_does_not_interleave_with_calls()
    {
        await using var lab = await TestLab.Start();
        var probe = lab.Grains.GetGrain<IProbeGrain>("timer");
        await probe.StartTimer();
        for (var i = 0; i < 20; i++)
            await Task.WhenAll(probe.Enter(), probe.Enter());
        var report = await probe.Report();
        Assert.Equal(1, report.MostAtOnce);
        Assert.InRange(report.TimerTurns, 1, int.MaxValue);
    }

    /// <summary>
    /// Views with thousands of points are handed to pages of the same process as they are, so they must be immutable.
    /// </summary>
    [Fact]
    public async Task within_a_process_what_is_immutable_is_not_copied_and_all_else_is()
    {
        await using var lab = await TestLab.Start();
        var (immutable, mutable) = (new ImmutableNote("a"), new MutableNote("b"));
        await lab.Grains.GetGrain<IProbeGrain>("copies").Keep(immutable, mutable);
        var kept = ProbeGrain.Kept["copies"];
        Assert.Same(immutable, kept.Immutable);
        Assert.NotSame(mutable, kept.Mutable);
        Assert.Equal(mutable, kept.Mutable);
    }

    /// <summary>Dashboards renew their subscription; one that died is forgotten.</summary>
    [Fact]
    public async Task an_observer_that_does_not_renew_expires()
    {
        var now = DateTime.UtcNow;
        var observers =
            new ObserverManager<ILabObserver>(TimeSpan.FromMinutes(3), NullLogger.Instance) { GetDateTime = () => now };
        var (renews, dies) = (new Listener(), new Listener());
        observers.Subscribe(renews, renews);
        observers.Subscribe(dies, dies);
        now += TimeSpan.FromMinutes(2);
        observers.Subscribe(renews, renews);
        now += TimeSpan.FromMinutes(2);
        await observers.Notify(o => o.Changed(new LabChange()));
        Assert.Equal((1, 0), (renews.Heard, dies.Heard));
        Assert.Equal(1, observers.Count);
    }

    private sealed class Listener : ILabObserver
    {
        public int Heard { get; private set; }

        public Task Changed(LabChange change)
        {
            Heard++;
            return Task.CompletedTask;
        }
    }
}
