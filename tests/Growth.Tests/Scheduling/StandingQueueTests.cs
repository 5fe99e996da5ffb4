using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Scheduling;

public sealed class StandingQueueTests
{
    // 4 -> 8 -> 16a and 16b
    private static readonly PhaseState[] Phases =
    [
        new("4", null, 1, false, false, false, null), new("8", "4", 2, false, false, false, null),
        new("16a", "8", 3, false, false, false, null), new("16b", "8", 4, false, false, false, null),
    ];

    private readonly FairShare shares = new([new SweepShare(0, 0)]);
    private readonly StandingQueue queue;

    public StandingQueueTests()
    {
        var wanted = WantedPhases.Of(Phases, [new Goal("16a", 0), new Goal("16b", 0)]);
        queue = new StandingQueue(wanted, wanted.All);
    }

    [Fact]
    public void ends_make_ready_what_follows_until_nothing_is_left()
    {
        Assert.Equal(["4"], Next(2));
        Assert.Empty(Next(1));
        queue.Finish("4", "w0");
        Assert.Equal(["8"], Next(2));
        queue.Finish("8", "w0");
        Assert.Equal(["16b", "16a"], Next(2));
        queue.Finish("16a", "w0");
        queue.Finish("8", "w0");
        Assert.Empty(Next(1));
        Assert.Equal(10, shares[0].Seconds);
    }

    [Fact]
    public void what_was_not_begun_is_queued_again_and_charged_once()
    {
        Assert.Equal(["4"], Next(1));
        queue.Return("4", shares);
        queue.Return("4", shares);
        queue.Return("8", shares);
        Assert.Equal((1, 0), (queue.Queue.Count, shares[0].Seconds));
        Assert.Equal(["4"], Next(1));
        Assert.Equal(1, shares[0].Seconds);
    }

    [Fact]
    public void what_others_took_is_not_given_out_and_strangers_change_nothing()
    {
        queue.Take("4");
        queue.Take("stranger");
        queue.Finish("stranger", null);
        Assert.Equal(0, queue.Queue.Count);
    }

    [Fact]
    public void what_the_store_has_no_room_for_is_not_given_out()
    {
        var wanted = WantedPhases.Of(Phases, [new Goal("16a", 0), new Goal("16b", 0)]);
        var sized = new StandingQueue(wanted, wanted.All.Select(p =>
            p with { Need = DeviceNeed.None with { StoreBytes = p.Key == "16b" ? 20 : 10 } }));
        sized.Limit(new StoreRoom(5));
        Assert.Empty(Next(1, sized));
        sized = new StandingQueue(wanted, wanted.All.Select(p =>
            p with { Need = DeviceNeed.None with { StoreBytes = p.Key == "16b" ? 20 : 10 } }));
        sized.Limit(new StoreRoom(35));
        Assert.Equal(["4"], Next(1, sized));
        sized.Finish("4", null);
        Assert.Equal(["8"], Next(1, sized));
        sized.Finish("8", null);
        Assert.Equal(["16a"], Next(2, sized));                                  // of the 35 bytes 15 are left
    }

    private string[] Next(int workers) => Next(workers, queue);

    private string[] Next(int workers, StandingQueue queue) => queue.Assign(
        new WorkerPool(Enumerable.Range(0, workers).Select(i => new IdleWorker($"w{i}"))), shares)
        .Select(a => a.Phase).ToArray();
}
