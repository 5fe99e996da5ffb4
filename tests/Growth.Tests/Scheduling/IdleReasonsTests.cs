using System.Collections.Immutable;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Scheduling;

public sealed class IdleReasonsTests
{
    private static readonly IdleWorker Small = new("a/cpu:0", 1_000_000);
    private static readonly StoreRoom Room = StoreRoom.Unknown;

    [Fact]
    public void where_nothing_is_wanted_nothing_is_said() => Assert.Empty(IdleReasons.Of(0, [], [Small], [], Room));

    [Fact]
    public void where_no_phase_is_ready_that_is_said() =>
        Assert.StartsWith("No phase is ready", IdleReasons.Of(2, [], [Small], [], Room)["a/cpu:0"], StringComparison.Ordinal);

    [Fact]
    public void where_others_take_all_that_is_said_of_those_without_one()
    {
        var reasons = IdleReasons.Of(
            1, [Phase("p", 0)], [Small, new("b/cpu:0")], [new Assignment("p", "b/cpu:0")], Room);
        Assert.Equal(("a/cpu:0", "Other workers take all phases that are ready."),
            (Assert.Single(reasons).Key, reasons["a/cpu:0"]));
    }

    [Fact]
    public void what_does_not_fit_is_counted_by_cause() => Assert.Equal(
        "No phase that is ready fits it: 2 need more than its 1 MB of memory, 1 needs a CUDA device.",
        IdleReasons.Of(3, [Phase("p", 2_000_000), Phase("q", 3_000_000), Phase("r", 0, cuda: true)], [Small], [], Room)
            ["a/cpu:0"]);

    [Fact]
    public void where_the_store_has_no_room_the_numbers_are_said()
    {
        var phase = Phase("p", 0);
        phase = phase with { Need = phase.Need with { StoreBytes = 40_000_000 } };
        Assert.Equal("A phase is ready for it and waits. The store has no room for it: a snapshot and its end take 40 MB, "
            + "and 16 MB are free for it; ./lab store free makes room.",
            IdleReasons.Of(1, [phase], [Small], [], StoreRoom.Of(36_000_000, [phase]))["a/cpu:0"]);
        Assert.StartsWith("A phase is ready for it and is offered", IdleReasons.Of(
            1, [phase], [Small], [], StoreRoom.Of(40_000_000, []))["a/cpu:0"], StringComparison.Ordinal);
    }

    [Fact]
    public void as_many_phases_begin_as_the_store_has_room_for()
    {
        ReadyPhase[] ready = [.. from key in new[] { "p", "q", "r" }
            let phase = Phase(key, 0) select phase with { Need = phase.Need with { StoreBytes = 10 } }];
        ImmutableArray<Assignment> made = [new("q", "1"), new("p", "2"), new("r", "3")];
        Assert.Equal(["q", "p"], new StoreRoom(29).Fitting(made, ready).Select(a => a.Phase));
        Assert.Equal(made, StoreRoom.Unknown.Fitting(made, ready));
    }

    private static ReadyPhase Phase(string key, long bytes, bool cuda = false) =>
        new(key, Claim.Of(0), 1, 1, 1, null) { Need = new DeviceNeed(new MemoryNeed(bytes, bytes), cuda) };
}
