namespace PgGanLab.OrleansConformance.Placement;

public sealed class PlacementTests(SiloFixture silo)
{
    [Fact]
    public async Task a_director_pins_a_grain_to_the_silo_that_its_key_names()
    {
        Assert.Equal("host-a", await silo.Grains.GetGrain<IOwnedGrain>("host-a/cuda:0").SiloName());
        Assert.Equal(["placed by OwnerPlacement on host-a"], silo.Journal["host-a/cuda:0"]);
    }

    [Fact]
    public async Task a_director_that_finds_no_silo_fails_the_call()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(silo.Grains.GetGrain<IOwnedGrain>("host-b/cuda:0").SiloName);
        Assert.Contains("No silo named host-b is active.", error.ToString(), StringComparison.Ordinal);
    }
}
