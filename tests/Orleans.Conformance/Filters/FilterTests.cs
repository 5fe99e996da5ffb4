namespace PgGanLab.OrleansConformance.Filters;

public sealed class FilterTests(SiloFixture silo)
{
    [Fact]
    public async Task filters_run_around_a_call_the_grains_own_one_last()
    {
        const string name = nameof(filters_run_around_a_call_the_grains_own_one_last);
        Assert.Equal(7, await silo.Grains.GetGrain<IFilteredGrain>(name).Double(3));
        Assert.Equal(["before IFilteredGrain.Double", "own FilteredGrain", "after 7"], silo.Journal[name]);
    }

    [Fact]
    public async Task filters_see_what_a_call_throws()
    {
        const string name = nameof(filters_see_what_a_call_throws);
        await Assert.ThrowsAsync<InvalidOperationException>(silo.Grains.GetGrain<IFilteredGrain>(name).Fail);
        Assert.Equal("failed: on purpose", silo.Journal[name][^1]);
    }
}
