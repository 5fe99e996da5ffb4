namespace PgGanLab.OrleansConformance.Activations;

public sealed class IdleTests(ImpatientSiloFixture silo)
{
    [Fact]
    public async Task an_idle_activation_is_deactivated()
    {
        const string name = nameof(an_idle_activation_is_deactivated);
        var grain = silo.Grains.GetGrain<ILifeGrain>(name);
        var first = await grain.Activation();
        await Eventually.HoldsAsync(() => silo.Journal[name].Contains("disposed"), "the idle activation is gone");
        Assert.Equal(["activated", "deactivated: ActivationIdle, scope open", "disposed"], silo.Journal[name]);
        Assert.NotEqual(first, await grain.Activation());
    }

    [Fact]
    public async Task an_activation_stays_that_asked_for_it_or_never_dies_or_is_busy()
    {
        const string name = nameof(an_activation_stays_that_asked_for_it_or_never_dies_or_is_busy);
        var (delaying, busy, control) = (name + "-delaying", name + "-busy", name + "-control");
        await silo.Grains.GetGrain<ILifeGrain>(delaying).Delay(TimeSpan.FromMinutes(5));
        await silo.Grains.GetGrain<IImmortalGrain>(name).Ping();
        var held = silo.Grains.GetGrain<ILifeGrain>(busy).Hold(busy);
        await silo.Gates[busy].Reached;

        // An activation that came later goes, so the others had their chance to go, too.
        await silo.Grains.GetGrain<ILifeGrain>(control).Activation();
        await Eventually.HoldsAsync(() => silo.Journal[control].Contains("disposed"), "the idle activation is gone");

        Assert.Equal(["activated"], silo.Journal[delaying]);
        Assert.Empty(silo.Journal[name]);
        Assert.Equal(["activated"], silo.Journal[busy]);
        silo.Gates[busy].Open();
        await Assert.ThrowsAsync<TimeoutException>(() => held);
    }

    [Fact]
    public async Task deactivate_on_idle_overrides_a_delay()
    {
        const string name = nameof(deactivate_on_idle_overrides_a_delay);
        var grain = silo.Grains.GetGrain<ILifeGrain>(name);
        await grain.Delay(Timeout.InfiniteTimeSpan);
        Assert.NotEqual(await grain.Leave(null), await grain.Activation());
    }

    [Fact]
    public async Task a_delay_of_zero_takes_the_delay_back()
    {
        const string name = nameof(a_delay_of_zero_takes_the_delay_back);
        var grain = silo.Grains.GetGrain<ILifeGrain>(name);
        await grain.Delay(Timeout.InfiniteTimeSpan);
        await grain.Delay(TimeSpan.Zero);
        await Eventually.HoldsAsync(() => silo.Journal[name].Contains("disposed"), "the idle activation is gone");
    }

    [Fact]
    public async Task an_activation_that_takes_too_long_fails_the_call()
    {
        var grain = silo.Grains.GetGrain<IReluctantGrain>("slow");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(grain.Ping);
        await grain.Ping();
    }
}
