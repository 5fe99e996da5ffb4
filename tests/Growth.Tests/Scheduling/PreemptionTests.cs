using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Scheduling;

public sealed class PreemptionTests
{
    private static readonly FairShare Shares =
        new([new SweepShare(0, 0), new SweepShare(5, 1e9), new SweepShare(0, 1e9), new SweepShare(-1, 0)]);

    [Fact]
    public void the_lowest_priority_makes_way_then_what_has_the_longest_way_to_go() => Assert.Equal(["low", "long"],
        Way([Phase("a", 1), Phase("b", 1)], Held("short", 0, seconds: 1), Held("long", 0, seconds: 9), Held("low", 3)));

    [Fact]
    public void among_equals_nobody_makes_way_whatever_they_have_had() =>
        Assert.Empty(Way([Phase("a", 0), Phase("b", 3)], Held("x", 2), Held("y", 1)));

    [Fact]
    public void what_is_giving_its_worker_back_counts_first() => Assert.Equal(["y"],
        Way([Phase("a", 1)], Held("x", 3), Held("y", 0) with { IsStopping = true }));

    [Fact]
    public void a_phase_that_a_free_worker_can_train_displaces_nobody() => Assert.Equal(["x"], Preemption.Of(
        [Phase("a", 1), Phase("b", 1)], [new IdleWorker("free")], [Held("x", 0), Held("y", 0)], Shares)
        .Select(h => h.Phase.Key));

    [Fact]
    public void only_a_worker_that_can_train_it_is_asked()
    {
        var cuda = Phase("a", 1) with { Need = DeviceNeed.None with { Cuda = true } };
        Assert.Equal(["gpu"], Way([cuda], Held("cpu", 3),
            Held("gpu", 0) with { Worker = new IdleWorker("h/cuda:0", IsCuda: true) }));
        Assert.Empty(Way([cuda], Held("cpu", 3)));
    }

    [Fact]
    public void an_experiment_comes_before_others_of_its_own_sweep_alone()
    {
        var wanted = Phase("a", 0) with { ExperimentPriority = 1 };
        Assert.Equal(["own"], Way([wanted], Held("other", 2), Held("own", 0)));
        Assert.Empty(Way([wanted], Held("other", 2)));
    }

    [Fact]
    public void a_device_that_trains_several_gives_back_all_that_would_keep_the_other_from_it()
    {
        var (small, large) = (new TrainingLoad(4, 16, "float32", 1), new TrainingLoad(8, 16, "float32", 4));
        var (x, y) = (On("w", Held("x", 0)), On("w", Held("y", 3)));
        Assert.Equal(["x", "y"], Way([Phase("a", 1) with { Load = large }], x, y).Order());
        Assert.Equal(["y"], Way([Phase("a", 1) with { Load = small }], x, y));
        Assert.Empty(Way([Phase("a", 0) with { Load = large }], x, y));         // x is its equal and stays

        HeldPhase On(string worker, HeldPhase held) => held with
        {
            Phase = held.Phase with { Load = small },
            Worker = new IdleWorker(worker),
        };
    }

    private static IEnumerable<string> Way(IEnumerable<ReadyPhase> waiting, params HeldPhase[] held) =>
        Preemption.Of(waiting, [], held, Shares).Select(h => h.Phase.Key);

    private static ReadyPhase Phase(string key, int sweep, double seconds = 1) =>
        new(key, Claim.Of(sweep), seconds, seconds, 1, null);

    private static HeldPhase Held(string key, int sweep, double seconds = 1) =>
        new(Phase(key, sweep, seconds), new IdleWorker($"h/{key}"), IsStopping: false);
}
