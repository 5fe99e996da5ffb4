using PgGanLab.Growth.Scheduling;

namespace PgGanLab.Growth.Tests.Scheduling;

public sealed class WantedPhasesTests
{
    // 4 -> 8 -> 16a and 16b
    private static readonly PhaseState Four = new("4", null, 100, false, false, false, null);
    private static readonly PhaseState Eight = new("8", "4", 200, false, false, false, null);
    private static readonly PhaseState A = new("16a", "8", 300, false, false, false, null);
    private static readonly PhaseState B = new("16b", "8", 400, false, false, false, null);
    private static readonly Goal[] Both = [new("16a", 1), new("16b", 0)];

    [Fact]
    public void a_fresh_tree_starts_at_its_root()
    {
        var wanted = WantedPhases.Of([Four, Eight, A, B], Both);
        Assert.Equal(["16a", "16b", "4", "8"], wanted.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new ReadyPhase("4", Claim.Of(0, 1), 100, 700, 2, null), Assert.Single(wanted.Ready));
    }

    [Fact]
    public void children_of_a_finished_phase_are_ready_and_remember_its_worker()
    {
        var wanted = WantedPhases.Of([Done(Four), Done(Eight) with { Worker = "w" }, A, B], Both);
        Assert.Equal(["16a", "16b"], wanted.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([new("16a", Claim.Of(1), 300, 300, 1, "w"), new("16b", Claim.Of(0), 400, 400, 1, "w")],
            wanted.Ready.OrderBy(p => p.Key));
    }

    [Fact]
    public void a_leased_phase_is_wanted_but_not_ready()
    {
        var wanted = WantedPhases.Of([Four with { Leased = true }, Eight, A, B], Both);
        Assert.Contains("4", wanted.Keys);
        Assert.Empty(wanted.Ready);
        Assert.Equal(new ReadyPhase("4", Claim.Of(0, 1), 100, 700, 2, null), Assert.Single(wanted.Training));
    }

    [Fact]
    public void a_snapshot_makes_what_lies_before_it_unneeded()
    {
        var wanted = WantedPhases.Of([Four, Eight, A with { HasSnapshot = true }, B], [new("16a", 0)]);
        Assert.Equal("16a", Assert.Single(wanted.Keys));
        Assert.Equal("16a", Assert.Single(wanted.Ready).Key);
    }

    [Fact]
    public void a_finished_goal_waits_for_its_measurement_only()
    {
        var wanted = WantedPhases.Of([Four, Eight, Done(A), B], [new("16a", 0)]);
        Assert.Equal(new ReadyPhase("16a", Claim.Of(0), 0, 0, 1, null), Assert.Single(wanted.Ready));
        Assert.Equal("16a", Assert.Single(wanted.Keys));
    }

    [Fact]
    public void a_damaged_parent_is_trained_again_only_for_children_that_need_it()
    {
        var wanted = WantedPhases.Of([Done(Four), Eight, Done(A), B], Both);
        Assert.Equal(["16a", "8"], wanted.Ready.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.Equal(1, wanted.Ready.Single(p => p.Key == "8").WaitingExperiments);
    }

    [Fact]
    public void nothing_is_wanted_without_a_goal() => Assert.Empty(WantedPhases.Of([Four, Eight], []).Keys);

    private static PhaseState Done(PhaseState phase) => phase with { Finished = true, SecondsLeft = 0 };
}
