namespace PgGanLab.OrleansConformance.References;

public sealed class InterfaceTests(SiloFixture silo)
{
    [Fact]
    public async Task an_interface_may_derive_from_another()
    {
        var grain = silo.Grains.GetGrain<IDerivedGrain>("x");
        Assert.Null(await grain.Name());
        Assert.Equal("derived/x", await grain.Describe());
        Assert.Null(await silo.Grains.GetGrain<INamedGrain>("x").Name());
        Assert.Equal("derived/x", await grain.AsReference<INamedGrain>().AsReference<IDerivedGrain>().Describe());
    }

    [Fact]
    public async Task a_method_may_have_type_parameters()
    {
        var grain = silo.Grains.GetGrain<IDerivedGrain>("x");
        Assert.Equal(["a", "a"], await grain.Repeat("a", 2));
        Assert.Equal([1], await grain.Repeat(1, 1));
    }

    [Fact]
    public async Task an_interface_with_two_classes_needs_a_prefix_of_the_class_name_or_an_id()
    {
        Assert.Throws<ArgumentException>(() => silo.Grains.GetGrain<ITwinGrain>("x"));
        Assert.Equal("left", await silo.Grains.GetGrain<ITwinGrain>("x", typeof(LeftTwinGrain).FullName).Who());
        Assert.Equal("right", await silo.Grains.GetGrain<ITwinGrain>(GrainId.Create("right", "x")).Who());
    }
}
