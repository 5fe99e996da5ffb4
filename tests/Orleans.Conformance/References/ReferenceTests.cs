using PgGanLab.OrleansConformance.Copying;
using PgGanLab.OrleansConformance.Scheduling;

namespace PgGanLab.OrleansConformance.References;

public sealed class ReferenceTests(SiloFixture silo)
{
    [Fact]
    public void references_to_one_grain_are_equal()
    {
        var first = silo.Grains.GetGrain<IGateGrain>("a");
        var second = silo.Grains.GetGrain<IGateGrain>("a");
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, silo.Grains.GetGrain<IGateGrain>("b"));
        Assert.NotEqual<object>(first, silo.Grains.GetGrain<IEchoGrain>("a"));
    }

    [Fact]
    public void a_reference_tells_its_key_and_id()
    {
        var grain = silo.Grains.GetGrain<IGateGrain>("host-a/cuda:0");
        Assert.Equal("host-a/cuda:0", grain.GetPrimaryKeyString());
        Assert.Equal(GrainId.Create("gate", "host-a/cuda:0"), grain.GetGrainId());
        Assert.Equal("gate/host-a/cuda:0", grain.GetGrainId().ToString());
        Assert.Equal(grain, silo.Grains.GetGrain<IGateGrain>(grain.GetGrainId()));
    }

    [Fact]
    public async Task a_reference_still_works_after_a_call_carried_it()
    {
        var grain = silo.Grains.GetGrain<IGateGrain>(nameof(a_reference_still_works_after_a_call_carried_it));
        var echo = await silo.Grains.GetGrain<IEchoGrain>("echo").Echo(new Box<IGateGrain>(grain));
        await Assert.IsType<Box<IGateGrain>>(echo).Content.Ping();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void a_blank_key_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<IGateGrain>(key));

    [Fact]
    public void an_interface_that_no_class_implements_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<IOrphanGrain>("x"));
        Assert.Contains(nameof(IOrphanGrain), error.Message, StringComparison.Ordinal);
    }
}
