namespace PgGanLab.OrleansConformance.Timers;

public sealed class TimerIdleTests(ImpatientSiloFixture silo)
{
    [Fact]
    public async Task only_a_keep_alive_timer_keeps_a_grain_from_being_idle()
    {
        const string name = nameof(only_a_keep_alive_timer_keeps_a_grain_from_being_idle);
        await silo.Grains.GetGrain<ITimerGrain>(name + "-alive").Start(new TimerPlan { KeepAlive = true });
        await silo.Grains.GetGrain<ITimerGrain>(name).Start(new TimerPlan());
        await Eventually.HoldsAsync(() => silo.Journal[name].Contains("deactivated"), "the idle grain is gone");
        Assert.DoesNotContain("deactivated", silo.Journal[name + "-alive"]);
        await silo.Grains.GetGrain<ITimerGrain>(name + "-alive").Leave();
    }
}
