using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Workers;

public sealed class PlacementRulesTests
{
    [Fact]
    public void what_most_experiments_wait_for_comes_first()
    {
        var assignments = PlacementRules.Assign(
            [Phase("a", waiting: 1), Phase("b", waiting: 4)], [new IdleWorker("w")]);
        Assert.Equal([new Assignment("b", "w")], assignments);
    }

    [Fact]
    public void an_older_sweep_comes_before_a_younger_one() =>
        Assert.Equal(
            "a", PlacementRules.Assign([Phase("b", waiting: 9, sweep: 1), Phase("a")], [new IdleWorker("w")])[0].Phase);

    [Fact]
    public void the_longest_work_comes_first_among_equals() =>
        Assert.Equal(
            "b", PlacementRules.Assign([Phase("a", behind: 1), Phase("b", behind: 2)], [new IdleWorker("w")])[0].Phase);

    [Fact]
    public void a_worker_keeps_its_branch()
    {
        var assignments = PlacementRules.Assign(
            [Phase("a"), Phase("b", parent: "w1")], [new IdleWorker("w1"), new IdleWorker("w2")]);
        Assert.Contains(new Assignment("b", "w1"), assignments);
        Assert.Contains(new Assignment("a", "w2"), assignments);
    }

    [Fact]
    public void a_phase_takes_the_smallest_worker_that_holds_it_whole()
    {
        var workers =
            new[] { new IdleWorker("a", 8), new IdleWorker("b", 2), new IdleWorker("c"), new IdleWorker("d", 4) };
        Assert.Equal([new Assignment("p", "d")], PlacementRules.Assign([Large("p", whole: 3, least: 1)], workers));
        Assert.Equal([new Assignment("p", "c")], PlacementRules.Assign([Large("p", whole: 9, least: 1)], workers));
    }

    [Fact]
    public void a_phase_that_no_worker_holds_whole_takes_the_largest_that_holds_it_in_shares() =>
        Assert.Equal([new Assignment("p", "b")],
            PlacementRules.Assign([Large("p", whole: 9, least: 3)], [new IdleWorker("a", 4), new IdleWorker("b", 8)]));

    [Fact]
    public void a_phase_that_fits_nowhere_keeps_nobody_from_working()
    {
        ReadyPhase[] phases = [Large("p", whole: 9, least: 5), Large("q", whole: 2, least: 1)];
        Assert.Equal([new Assignment("q", "a")], PlacementRules.Assign(phases, [new IdleWorker("a", 4)]));
    }

    [Fact]
    public void a_worker_keeps_its_branch_only_where_its_memory_holds_it_whole()
    {
        var workers = new[] { new IdleWorker("w1", 2), new IdleWorker("w2", 8) };
        Assert.Equal([new Assignment("p", "w2")],
            PlacementRules.Assign([Large("p", whole: 4, least: 1) with { ParentWorker = "w1" }], workers));
        Assert.Equal([new Assignment("p", "w2")],
            PlacementRules.Assign([Large("p", whole: 1, least: 1) with { ParentWorker = "w2" }], workers));
    }

    [Fact]
    public void a_float16_phase_waits_for_a_cuda_worker_and_keeps_nobody_from_working()
    {
        ReadyPhase[] phases = [Float16("p"), Phase("q", sweep: 1)];
        Assert.Equal(
            [new Assignment("q", "a")], PlacementRules.Assign(phases, [new IdleWorker("a"), new IdleWorker("b")]));
        Assert.Equal([new Assignment("p", "g"), new Assignment("q", "a")],
            PlacementRules.Assign(phases, [new IdleWorker("a"), new IdleWorker("g", 100, IsCuda: true)]));
        Assert.Equal([new Assignment("q", "g")],
            PlacementRules.Assign([Float16("p", least: 200), phases[1]], [new IdleWorker("g", 100, IsCuda: true)]));
    }

    [Fact]
    public void a_branch_is_not_kept_by_a_cpu_worker_that_trained_it_below_its_float16_layers()
    {
        var workers = new[] { new IdleWorker("w"), new IdleWorker("g", 100, IsCuda: true) };
        Assert.Equal(
            [new Assignment("p", "g")], PlacementRules.Assign([Float16("p") with { ParentWorker = "w" }], workers));
        var pairs = PlacementRules.Assign([Float16("p"), Phase("q", parent: "g") with { SweepOrder = 1 }], workers);
        Assert.Equal([new Assignment("p", "g"), new Assignment("q", "w")], pairs);
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void nothing_is_given_twice_and_nobody_is_left_idle(int seed)
    {
        var random = new Random(seed);
        var workers = Enumerable.Range(0, random.Next(0, 6)).Select(i => new IdleWorker($"w{i}")).ToArray();
        var phases = Enumerable.Range(0, random.Next(0, 9))
            .Select(i => Phase($"p{i}", random.Next(1, 4), random.Next(0, 3), random.Next(0, 5),
                random.Next(2) == 0 ? $"w{random.Next(8)}" : null))
            .ToArray();
        var assignments = PlacementRules.Assign(phases, workers);
        Assert.Equal(Math.Min(phases.Length, workers.Length), assignments.Length);
        Assert.Equal(assignments.Length, assignments.Select(a => a.Phase).Distinct().Count());
        Assert.Equal(assignments.Length, assignments.Select(a => a.Worker).Distinct().Count());
        Assert.All(assignments, a => Assert.Contains(workers, w => w.Name == a.Worker));
    }

    private static ReadyPhase Large(string key, long whole, long least) =>
        Phase(key) with { Need = new DeviceNeed(new MemoryNeed(whole, least)) };

    private static ReadyPhase Float16(string key, long least = 1) =>
        Phase(key) with { Need = new DeviceNeed(new MemoryNeed(least, least), Cuda: true) };

    private static ReadyPhase Phase(
        string key, int waiting = 1, int sweep = 0, long behind = 0, string? parent = null) =>
        new(key, waiting, sweep, behind, parent);
}
