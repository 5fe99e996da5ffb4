namespace PgGanLab.OrleansConformance.Activations;

public sealed class ActivationTests(SiloFixture silo)
{
    [Fact]
    public async Task the_first_call_activates_and_later_ones_find_the_same_object()
    {
        const string name = nameof(the_first_call_activates_and_later_ones_find_the_same_object);
        var grain = silo.Grains.GetGrain<ILifeGrain>(name);
        Assert.Empty(silo.Journal[name]);
        var seen = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.Activation()));
        Assert.Single(seen.Distinct());
        Assert.Equal(["activated"], silo.Journal[name]);
    }

    [Fact]
    public async Task deactivate_on_idle_ends_the_activation_after_the_call()
    {
        const string name = nameof(deactivate_on_idle_ends_the_activation_after_the_call);
        var grain = silo.Grains.GetGrain<ILifeGrain>(name);
        var first = await grain.Leave(null);
        var second = await grain.Activation();
        Assert.NotEqual(first, second);
        Assert.Equal(["activated", "deactivated: ApplicationRequested, scope open", "disposed", "activated"], silo.Journal[name]);
        Assert.True(await grain.ScopeIsOpen());
    }

    [Fact]
    public async Task calls_that_arrive_while_deactivating_go_to_the_next_activation()
    {
        const string name = nameof(calls_that_arrive_while_deactivating_go_to_the_next_activation);
        var grain = silo.Grains.GetGrain<ILifeGrain>(name);
        var leaving = grain.Leave(name);
        await silo.Gates[name].Reached;
        var later = Enumerable.Range(0, 5).Select(_ => grain.Activation()).ToArray();
        silo.Gates[name].Open();
        var first = await leaving;
        var seen = await Task.WhenAll(later);
        Assert.NotEqual(first, Assert.Single(seen.Distinct()));
    }

    [Fact]
    public async Task a_constructor_that_fails_fails_the_call_and_the_next_call_tries_again()
    {
        var grain = silo.Grains.GetGrain<IReluctantGrain>("constructor");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(grain.Ping);
        Assert.Contains(nameof(ReluctantGrain), error.Message, StringComparison.Ordinal);
        Assert.Equal("the constructor fails", error.InnerException!.Message);
        await grain.Ping();
    }

    [Fact]
    public async Task an_activation_that_fails_fails_the_call_and_the_next_call_tries_again()
    {
        var grain = silo.Grains.GetGrain<IReluctantGrain>("activation");
        var error = await Assert.ThrowsAsync<ArgumentException>(grain.Ping);
        Assert.Equal("OnActivateAsync fails", error.Message);
        await grain.Ping();
        Assert.DoesNotContain("deactivated", silo.Journal["activation"]);
    }

    [Fact]
    public async Task a_grain_that_leaves_while_activating_is_activated_anew_for_the_call()
    {
        var grain = silo.Grains.GetGrain<IReluctantGrain>("leaving");
        await grain.Ping();
        Assert.Equal(["leaving", "leaving"], silo.Journal["leaving"]);
    }
}
