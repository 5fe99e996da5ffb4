using System.Collections.Immutable;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Scheduling;

public sealed class SchedulingRulesTests
{
    [Fact]
    public void a_greater_priority_comes_before_everything() => Assert.Equal(["b", "a"], Order(
        [Share(0), Share(seconds: 100, priority: 1)], Phase("a", sweep: 0, path: 9), Phase("b", sweep: 1)));

    [Fact]
    public void the_sweep_that_had_least_device_time_is_next() => Assert.Equal(["b", "a"], Order(
        [Share(seconds: 100), Share(seconds: 40)], Phase("a", sweep: 0, path: 9), Phase("b", sweep: 1)));

    [Fact]
    public void an_older_sweep_comes_first_among_equals() =>
        Assert.Equal(["b", "a"], Order([Share(), Share()], Phase("a", sweep: 1, path: 9), Phase("b", sweep: 0)));

    [Fact]
    public void within_a_sweep_the_longest_remaining_path_comes_first_then_what_most_wait_for_then_the_key() =>
        Assert.Equal(["d", "c", "a", "b"], Order([Share()],
            Phase("b", path: 1), Phase("a", path: 1), Phase("c", path: 1, waiting: 2), Phase("d", path: 2)));

    [Fact]
    public void what_is_given_in_a_round_counts_for_the_next_choice() => Assert.Equal(["a1", "b1", "b2", "a2", "b3"],
        Order([Share(), Share()],
            Phase("a1", sweep: 0, seconds: 20, path: 9), Phase("a2", sweep: 0, seconds: 20),
            Phase("b1", sweep: 1, seconds: 10, path: 9), Phase("b2", sweep: 1, seconds: 10, path: 8),
            Phase("b3", sweep: 1, seconds: 10, path: 7)));

    [Fact]
    public void a_phase_that_several_want_stands_where_the_first_of_them_does_and_counts_for_all()
    {
        FairShare shares = new([Share(seconds: 100), Share(), Share(seconds: 50)]);
        var shared = Phase("s", seconds: 70) with { Claim = Claim.Of(0, 1) };
        var others = new[] { Phase("a", sweep: 0), Phase("b", sweep: 1), Phase("c", sweep: 2) };
        Assert.Equal(["b", "s", "c", "a"], Order(shares, [shared, .. others]));
        Assert.Equal((171, 71, 51), (shares[0].Seconds, shares[1].Seconds, shares[2].Seconds));
    }

    [Fact]
    public void what_is_made_again_of_sweeps_that_have_ended_comes_after_all_others() => Assert.Equal(["b", "a"],
        Order([Share(seconds: 1e9, priority: -100), SweepShare.Ended], Phase("a", sweep: 1), Phase("b", sweep: 0)));

    [Fact]
    public void a_sweep_that_joins_begins_where_the_one_stands_that_had_least()
    {
        FairShare shares = new([Share(seconds: 100), Share(seconds: 5), Share(seconds: 40)]);
        Assert.Equal(3, shares.Join(2, [0, 2]));
        Assert.Equal(new SweepShare(2, 40), shares[3]);
        FairShare none = new([]);
        Assert.Equal(0, none.Join(1, []));
        Assert.Equal(new SweepShare(1, 0), none[0]);
    }

    [Theory]
    [InlineData("v", "w", "v")]
    [InlineData("w", "v", "w")]
    [InlineData("v", "v", "v")]
    public void a_phase_that_failed_is_tried_on_another_worker_where_there_is_one(
        string failedOn, string other, string parent)
    {
        var phase = Phase("a") with { FailedOn = [failedOn], ParentWorker = parent };
        var made = SchedulingRules.Assign(new PhaseQueue(phase),
            new WorkerPool(new IdleWorker(failedOn), new IdleWorker(other)), new FairShare([Share()]));
        Assert.Equal([new Assignment("a", other)], made);
    }

    [Fact]
    public void a_worker_keeps_its_branch()
    {
        var assignments = Assign(
            [Phase("a"), Phase("b", parent: "w1")], [new IdleWorker("w1"), new IdleWorker("w2")]);
        Assert.Contains(new Assignment("b", "w1"), assignments);
        Assert.Contains(new Assignment("a", "w2"), assignments);
    }

    [Fact]
    public void a_phase_takes_the_smallest_worker_that_holds_it_whole()
    {
        var workers =
            new[] { new IdleWorker("a", 8), new IdleWorker("b", 2), new IdleWorker("c"), new IdleWorker("d", 4) };
        Assert.Equal([new Assignment("p", "d")], Assign([Large("p", whole: 3, least: 1)], workers));
        Assert.Equal([new Assignment("p", "c")], Assign([Large("p", whole: 9, least: 1)], workers));
    }

    [Fact]
    public void a_phase_that_no_worker_holds_whole_takes_the_largest_that_holds_it_in_shares() =>
        Assert.Equal([new Assignment("p", "b")],
            Assign([Large("p", whole: 9, least: 3)], [new IdleWorker("a", 4), new IdleWorker("b", 8)]));

    [Fact]
    public void a_phase_that_fits_nowhere_keeps_nobody_from_working()
    {
        ReadyPhase[] phases = [Large("p", whole: 9, least: 5), Large("q", whole: 2, least: 1)];
        Assert.Equal([new Assignment("q", "a")], Assign(phases, [new IdleWorker("a", 4)]));
    }

    [Fact]
    public void a_worker_keeps_its_branch_only_where_its_memory_holds_it_whole()
    {
        var workers = new[] { new IdleWorker("w1", 2), new IdleWorker("w2", 8) };
        Assert.Equal([new Assignment("p", "w2")],
            Assign([Large("p", whole: 4, least: 1) with { ParentWorker = "w1" }], workers));
        Assert.Equal([new Assignment("p", "w2")],
            Assign([Large("p", whole: 1, least: 1) with { ParentWorker = "w2" }], workers));
    }

    [Fact]
    public void a_float16_phase_waits_for_a_cuda_worker_and_keeps_nobody_from_working()
    {
        ReadyPhase[] phases = [Float16("p"), Phase("q", sweep: 1)];
        Assert.Equal(
            [new Assignment("q", "a")], Assign(phases, [new IdleWorker("a"), new IdleWorker("b")]));
        Assert.Equal([new Assignment("p", "g"), new Assignment("q", "a")],
            Assign(phases, [new IdleWorker("a"), new IdleWorker("g", 100, IsCuda: true)]));
        Assert.Equal([new Assignment("q", "g")],
            Assign([Float16("p", least: 200), phases[1]], [new IdleWorker("g", 100, IsCuda: true)]));
    }

    [Fact]
    public void a_branch_is_not_kept_by_a_cpu_worker_that_trained_it_below_its_float16_layers()
    {
        var workers = new[] { new IdleWorker("w"), new IdleWorker("g", 100, IsCuda: true) };
        Assert.Equal(
            [new Assignment("p", "g")], Assign([Float16("p") with { ParentWorker = "w" }], workers));
        var pairs = Assign([Float16("p"), Phase("q", sweep: 1, parent: "g")], workers);
        Assert.Equal([new Assignment("p", "g"), new Assignment("q", "w")], pairs);
    }

    [Fact]
    public void a_branch_that_is_kept_leaves_no_worker_idle_that_another_phase_needs()
    {
        IdleWorker[] workers = [new("large", 8), new("small", 2), new("tiny", 1)];
        var kept = Large("p", whole: 2, least: 2) with { ParentWorker = "large" };
        Assert.Equal([new Assignment("p", "large")], Assign([kept], workers));
        Assert.Equal(3, Assign([kept, Phase("q"), Large("r", whole: 1, least: 1)], workers).Length);
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void nothing_is_given_twice_and_nobody_is_left_idle_whom_a_phase_fits(int seed)
    {
        var random = new Random(seed);
        var workers = Enumerable.Range(0, random.Next(0, 6))
            .Select(i => new IdleWorker($"w{i}", random.Next(4) == 0 ? null : random.Next(1, 6), random.Next(2) == 0))
            .ToArray();
        var phases = Enumerable.Range(0, random.Next(0, 9))
            .Select(i => Phase($"p{i}", random.Next(1, 4), random.Next(0, 3), random.Next(0, 5),
                random.Next(2) == 0 ? $"w{random.Next(8)}" : null) with
            {
                Need = new DeviceNeed(new MemoryNeed(random.Next(3, 6), random.Next(0, 4)), random.Next(3) == 0),
            })
            .ToArray();
        var assignments = Assign(phases, workers);
        Assert.Equal(assignments.Length, assignments.Select(a => a.Phase).Distinct().Count());
        Assert.Equal(assignments.Length, assignments.Select(a => a.Worker).Distinct().Count());
        Assert.All(assignments, a => Assert.True(phases.Single(p => p.Key == a.Phase).Need
            .FitsInSharesInto(workers.Single(w => w.Name == a.Worker))));
        var idle = workers.ExceptBy(assignments.Select(a => a.Worker), w => w.Name).ToArray();
        Assert.DoesNotContain(phases.ExceptBy(assignments.Select(a => a.Phase), p => p.Key),
            phase => idle.Any(phase.Need.FitsInSharesInto));
        Assert.Equal(assignments, Assign(phases.Reverse(), workers.Reverse()));
    }

    private static ImmutableArray<Assignment> Assign(
        IEnumerable<ReadyPhase> phases, IEnumerable<IdleWorker> workers) =>
        SchedulingRules.Assign(
            new PhaseQueue(phases), new WorkerPool(workers), new FairShare([Share(), Share(), Share()]));

    /// <summary>Keys in the order in which a worker that is free again and again is given them.</summary>
    private static IEnumerable<string> Order(SweepShare[] shares, params ReadyPhase[] phases) =>
        Order(new FairShare(shares), phases);

    private static IEnumerable<string> Order(FairShare shares, ReadyPhase[] phases)
    {
        var queue = new PhaseQueue(phases);
        while (SchedulingRules.Assign(queue, new WorkerPool(new IdleWorker("w")), shares) is [var assignment])
            yield return assignment.Phase;
    }

    private static SweepShare Share(double seconds = 0, int priority = 0) => new(priority, seconds);

    private static ReadyPhase Large(string key, long whole, long least) =>
        Phase(key) with { Need = new DeviceNeed(new MemoryNeed(whole, least)) };

    private static ReadyPhase Float16(string key, long least = 1) =>
        Phase(key) with { Need = new DeviceNeed(new MemoryNeed(least, least), Cuda: true) };

    private static ReadyPhase Phase(
        string key, int waiting = 1, int sweep = 0, double path = 0, string? parent = null, double seconds = 1) =>
        new(key, Claim.Of(sweep), seconds, path, waiting, parent);
}
