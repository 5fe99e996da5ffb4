using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Tests.Scheduling;

/// <summary>The disk is looked at before work that needs more than it has.</summary>
public sealed class StoreRoomTests
{
    [Fact]
    public async Task a_sweep_that_can_t_be_stored_is_refused_and_one_that_may_not_be_is_warned_of()
    {
        await using var lab = await TestLab.Start();
        var preview = await lab.Catalog.Preview(Definitions.Sweep());
        Assert.Empty(preview.Remarks);
        Assert.InRange(preview.DiskBytes, 7 * 65_536, 7 * 200_000);
        Assert.InRange(preview.MemoryBytes, 100_000, 100_000_000);

        lab.Store.DiskFree = 400_000;
        var warning = Assert.Single((await lab.Catalog.Preview(Definitions.Sweep())).Remarks);
        Assert.Matches("^Its checkpoints take up to [0-9]+ KB, and 400 KB are free in the store: phases wait", warning);
        Assert.Equal([warning], (await lab.Sweep("s").Submit(Definitions.Sweep())).Remarks);

        lab.Store.DiskFree = 1000;
        var refusal = await Assert.ThrowsAsync<DiskFullException>(() =>
            lab.Sweep("t").Submit(Definitions.Sweep(more: ", \"seed\": 5")));
        Assert.Matches("^Its 16x16 fade-in phase needs [0-9]+ KB in the store .* but 1 KB are free; make room",
            refusal.Message);
        Assert.False(await lab.Sweep("t").Exists());
    }

    [Fact]
    public async Task no_phase_begins_that_can_t_be_stored_and_it_is_said_why()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        lab.Store.DiskFree = 1000;
        await lab.Heartbeat();
        await TestLab.Eventually(async () =>
            (await lab.Catalog.GetWorkers()).All(w => w.WhyIdle?.Contains("no room", StringComparison.Ordinal) == true));
        Assert.Empty(lab.Workers.Taken);
        Assert.StartsWith("The store has no room for it: a snapshot and its end take ",
            Assert.Single(await lab.Catalog.GetEvents(100), e => e.Kind == "store-full").Text, StringComparison.Ordinal);

        lab.Store.DiskFree = 1_000_000_000;
        Assert.Equal(SweepStatus.Finished, (await lab.TrainToTheEnd("s")).Summary.Status);
    }
}
