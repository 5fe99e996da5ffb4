using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Scheduling;

public sealed class IdleReasonsTests
{
    private static readonly IdleWorker Small = new("a/cpu:0", 1_000_000);

    [Fact]
    public void where_nothing_is_wanted_nothing_is_said() => Assert.Empty(IdleReasons.Of(0, [], [Small], []));

    [Fact]
    public void where_no_phase_is_ready_that_is_said() =>
        Assert.StartsWith("No phase is ready", IdleReasons.Of(2, [], [Small], [])["a/cpu:0"], StringComparison.Ordinal);

    [Fact]
    public void where_others_take_all_that_is_said_of_those_without_one()
    {
        var reasons = IdleReasons.Of(
            1, [Phase("p", 0)], [Small, new("b/cpu:0")], [new Assignment("p", "b/cpu:0")]);
        Assert.Equal(("a/cpu:0", "Other workers take all phases that are ready."),
            (Assert.Single(reasons).Key, reasons["a/cpu:0"]));
    }

    [Fact]
    public void what_does_not_fit_is_counted_by_cause() => Assert.Equal(
        "No phase that is ready fits it: 2 need more than its 1 MB of memory, 1 needs a CUDA device.",
        IdleReasons.Of(3, [Phase("p", 2_000_000), Phase("q", 3_000_000), Phase("r", 0, cuda: true)], [Small], [])
            ["a/cpu:0"]);

    private static ReadyPhase Phase(string key, long bytes, bool cuda = false) =>
        new(key, Claim.Of(0), 1, 1, 1, null) { Need = new DeviceNeed(new MemoryNeed(bytes, bytes), cuda) };
}
