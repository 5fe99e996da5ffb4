using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Workers;

public sealed class DeviceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void the_third_different_phase_that_fails_on_a_device_takes_it_out_and_the_reason_names_all()
    {
        DeviceFailure[] failures = [Failure("a", "p1", 1), Failure("a", "p2", 2), Failure("a", "p3", 3)];
        Assert.Null(DeviceRules.TakeOut("a", failures[..2], Now));
        var hold = DeviceRules.TakeOut("a", failures, Now)!;
        Assert.Equal(("a", WorkerHoldKind.TakenOut, Now, false), (hold.Worker, hold.Kind, hold.Since, hold.StopsNow));
        Assert.Equal(
            "3 different phases in a row failed on it and on no other worker: "
            + "8x8 fade-in (p1): no power; 8x8 fade-in (p2): no power; 8x8 fade-in (p3): no power.",
            hold.Reason);
    }

    [Fact]
    public void a_phase_that_fails_on_several_devices_counts_against_none() => Assert.Null(DeviceRules.TakeOut("a",
        [Failure("a", "p1", 1), Failure("a", "p2", 2), Failure("a", "p3", 3), Failure("b", "p2", 4)], Now));

    [Theory, MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void a_device_is_taken_out_exactly_when_three_phases_failed_on_it_alone(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var failures = Enumerable.Range(0, random.Next(1, 12))
                .Select(i => Failure($"w{random.Next(3)}", $"p{random.Next(6)}", i))
                .GroupBy(f => (f.Worker, f.Phase)).Select(g => g.Last()).ToArray();
            foreach (var worker in failures.Select(f => f.Worker).Distinct())
            {
                var alone = failures.Where(f => f.Worker == worker)
                    .Count(f => !failures.Any(other => other.Phase == f.Phase && other.Worker != worker));
                Assert.Equal(alone, DeviceRules.Blamed(worker, failures).Length);
                Assert.Equal(
                    alone >= DeviceRules.MostFailedPhases, DeviceRules.TakeOut(worker, failures, Now) is not null);
            }
        }
    }

    private static DeviceFailure Failure(string worker, string phase, int second) =>
        new(worker, phase, "8x8 fade-in", Now.AddSeconds(second), "no power.");
}
