namespace PgGanLab.OrleansConformance.Timers;

public sealed class SelfTimerTests(SiloFixture silo)
{
    [Fact]
    public async Task callbacks_may_change_and_dispose_their_own_timers()
    {
        const string name = nameof(callbacks_may_change_and_dispose_their_own_timers);
        await silo.Grains.GetGrain<ISelfTimerGrain>(name).Ping();
        await Eventually.HoldsAsync(() => silo.Journal[name].Count(entry => entry == "tick") == 3, "three ticks");
        await silo.Grains.GetGrain<ITimerGrain>(name + "-other").Start(new TimerPlan());
        await Eventually.HoldsAsync(() => silo.Journal[name + "-other"].Length >= 10, "ten ticks of another timer");
        Assert.Equal(["once", "tick", "tick", "tick"], silo.Journal[name].Order(StringComparer.Ordinal));
    }
}
