using System.Collections.Immutable;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Scheduling;

/// <summary>What workers are given beside what they train.</summary>
public sealed class FreeLanesTests
{
    private static readonly TrainingLoad Small = new(4, 16, "float32", 1000), Large = new(8, 16, "float32", 4000);

    [Fact]
    public void idle_workers_come_first() => Assert.Equal([("a", "idle"), ("b", "busy")],
        Assign([Phase("a", Small, path: 2), Phase("b", Small), Phase("c", Small)],
            Training("busy"), new IdleWorker("idle")));

    [Fact]
    public void a_phase_with_another_load_is_not_trained_beside_others_and_whoever_could_train_it_next_takes_no_more()
    {
        ReadyPhase[] phases = [Phase("large", Large, path: 9), Phase("small", Small)];
        Assert.Empty(Assign(phases, Training("busy")));
        Assert.Equal([("small", "other")], Assign(phases, Training("busy"), Training("other")));
        Assert.Equal([("small", "busy")],
            Assign([Phase("large", Large), Phase("small", Small, path: 9)], Training("busy")));
        var cuda = phases[0] with { Need = DeviceNeed.None with { Cuda = true } };
        Assert.Equal([("small", "busy")], Assign([cuda, phases[1]], Training("busy")));  // it can't train that anyway
    }

    [Fact]
    public void the_memory_that_is_left_holds_it_whole()
    {
        var phase = Phase("a", Small) with { Need = new DeviceNeed(new MemoryNeed(5, 1)) };
        Assert.Empty(Assign([phase], Training("busy", left: 4)));
        Assert.Equal([("a", "busy")], Assign([phase], Training("busy", left: 5)));
    }

    [Fact]
    public void a_phase_that_failed_on_a_worker_is_not_put_beside_others_there() =>
        Assert.Empty(Assign([Phase("a", Small) with { FailedOn = ["busy"] }], Training("busy")));

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void a_worker_is_given_what_it_would_be_given_if_it_trained_nothing_or_nothing(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var phases = Enumerable.Range(0, random.Next(0, 6)).Select(n =>
                Phase($"p{n}", random.Next(2) == 0 ? Small : Large, random.Next(3), random.Next(2)) with
                {
                    Need = new DeviceNeed(new MemoryNeed(random.Next(1, 9), 1), random.Next(4) == 0),
                }).ToArray();
            var worker = Training("w", left: random.Next(1, 9)) with { MemoryBytes = 8, IsCuda = random.Next(2) == 0 };
            var next = Assign(phases, worker with { Room = null });
            var beside = Assign(phases, worker);
            Assert.Equal(next.Where(n => phases.Single(p => p.Key == n.Phase).FitsBeside(worker)), beside);
        }
    }

    [Fact]
    public void nothing_leaves_the_queue_that_was_not_given_away()
    {
        var queue = new PhaseQueue(Phase("large", Large, path: 9), Phase("small", Small));
        Assert.Empty(SchedulingRules.Assign(queue, new WorkerPool(Training("busy")), Shares()));
        Assert.Equal(2, queue.Count);
        Assert.Single(SchedulingRules.Assign(queue, new WorkerPool(new IdleWorker("idle")), Shares()));
    }

    private static ImmutableArray<(string Phase, string Worker)> Assign(
        IEnumerable<ReadyPhase> phases, params IdleWorker[] workers) =>
        [.. SchedulingRules.Assign(new PhaseQueue(phases), new WorkerPool(workers), Shares())
            .Select(a => (a.Phase, a.Worker))];

    private static FairShare Shares() => new([new SweepShare(0, 0), new SweepShare(0, 0)]);

    private static IdleWorker Training(string name, long? left = null) =>
        new(name) { Room = new LaneRoom(Small, left) };

    private static ReadyPhase Phase(string key, TrainingLoad load, double path = 1, int sweep = 0) =>
        new(key, Claim.Of(sweep), 1, path, 1, null) { Load = load };
}
