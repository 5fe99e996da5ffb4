namespace PgGanLab.OrleansConformance.Context;

public sealed class RequestContextTests(SiloFixture silo)
{
    private IContextGrain Grain => silo.Grains.GetGrain<IContextGrain>("context");

    [Fact]
    public async Task values_flow_with_calls_and_on()
    {
        RequestContext.Set("sweep", "s-1");
        Assert.Equal("s-1", await Grain.Get("sweep"));
        Assert.Equal("s-1", await Grain.GetBehind("sweep"));
    }

    [Fact]
    public async Task values_do_not_flow_back()
    {
        await Grain.Set("from-grain", "x");
        Assert.Null(RequestContext.Get("from-grain"));
        Assert.Null(await Grain.Get("from-grain"));
    }

    [Fact]
    public async Task removed_values_do_not_flow()
    {
        RequestContext.Set("gone", "x");
        Assert.True(RequestContext.Remove("gone"));
        Assert.False(RequestContext.Remove("gone"));
        Assert.Null(await Grain.Get("gone"));
        RequestContext.Set("gone", "y");
        RequestContext.Clear();
        Assert.Empty(RequestContext.Keys);
    }

    [Fact]
    public async Task values_of_the_first_call_are_there_while_the_grain_is_activated()
    {
        RequestContext.Set("sweep", "s-2");
        Assert.Equal("s-2", await silo.Grains.GetGrain<IActivationContextGrain>("context").SeenWhileActivating());
    }

    [Fact]
    public async Task other_ambient_values_stay_with_the_caller()
    {
        ContextGrain.Leaked = "secret";
        Assert.Null(await Grain.Get("leak"));
    }
}
