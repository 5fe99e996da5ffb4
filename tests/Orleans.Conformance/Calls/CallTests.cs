using PgGanLab.OrleansConformance.Hosting;

namespace PgGanLab.OrleansConformance.Calls;

public sealed class CallTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task calls_of_a_grain_never_interleave()
    {
        var counter = silo.Grains.GetGrain<ICounterGrain>("interleaving");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => counter.AddSlowly(1)));
        Assert.Equal(50, await counter.Get());
    }

    [Fact]
    public async Task a_grain_knows_its_key() =>
        Assert.Equal("host-a/cuda:0", await silo.Grains.GetGrain<ICounterGrain>("host-a/cuda:0").Key());
}
