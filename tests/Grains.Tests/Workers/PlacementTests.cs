using PgGanLab.Grains.Workers;

namespace PgGanLab.Grains.Tests.Workers;

public sealed class PlacementTests
{
    [Fact]
    public async Task a_worker_lives_on_the_silo_of_its_host()
    {
        await using var lab = await TestLab.Start();
        await lab.Grains.GetGrain<IWorkerGrain>("host-a/cpu:1").Stop("phase", token: 7);
        Assert.Equal([("host-a/cpu:1", "phase", 7)], lab.Workers.Stops);
        await Assert.ThrowsAsync<KeyNotFoundException>(() =>
            lab.Grains.GetGrain<IWorkerGrain>("host-a/cuda:7").Offer("phase"));
    }

    [Fact]
    public async Task a_worker_of_a_host_that_is_not_there_is_named()
    {
        await using var lab = await TestLab.Start();
        var exception = await Assert.ThrowsAnyAsync<Exception>(() =>
            lab.Grains.GetGrain<IWorkerGrain>("host-b/cpu:0").Stop("phase", token: 7));
        Assert.Contains("host-b", exception.ToString());
    }
}
