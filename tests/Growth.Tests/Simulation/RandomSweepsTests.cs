using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Simulation;

namespace PgGanLab.Growth.Tests.Simulation;

/// <summary>What holds of the scheduler's decisions over thousands of random small sweeps.</summary>
public sealed class RandomSweepsTests
{
    private const int Sweeps = 60;

    private static readonly int[] Sizes = [4, 8, 16];

    /// <summary>Each seed stands for many labs: the plans are made once.</summary>
    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void the_same_lab_decides_the_same_and_no_device_that_fits_idles_while_a_phase_waits(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 10; i++)
        {
            var (sweeps, fleet, rates) = (Some(random), Devices(random), Rates(random));
            var (steps, again) = (new List<SimulatedStep>(), new List<SimulatedStep>());
            var result = LabSimulation.Run(sweeps, fleet, rates, observe: steps.Add);
            LabSimulation.Run(sweeps, fleet, rates, observe: again.Add);
            Assert.Equal(steps.Select(Line), again.Select(Line));
            Assert.Equal(0, result.PhasesUntrained);
            Assert.Equal(steps.Count, steps.Select(s => s.Phase).Distinct().Count());
            AssertNobodyIdles(steps, fleet);
            Assert.All(result.Sweeps, s => Assert.True(s.Ended >= s.Submitted));
        }
    }

    /// <summary>Graham 1969: with devices alike, no list schedule takes longer than this.</summary>
    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void devices_alike_are_done_by_the_bound_of_all_list_schedules(int seed)
    {
        var random = new Random(seed);
        var (count, rates) = (random.Next(1, 5), Rates(random));
        var sweeps = Some(random).Select(s => s with { At = 0 }).ToArray();
        var result = LabSimulation.Run(sweeps, LabSimulationTests.Fleet($"{count}xA100"), rates);
        var longest = LabSimulation.Run(sweeps, LabSimulationTests.Fleet("1000xA100"), rates).Makespan;
        Assert.InRange(result.Makespan, Math.Max(longest, result.DeviceSeconds / count) - 1e-9,
            result.DeviceSeconds / count + longest * (count - 1) / count + 1e-9);
    }

    private static string Line(SimulatedStep s) => $"{s.Phase} {s.Worker} {s.StartedAt:R} {s.EndedAt:R}";

    /// <summary>While a phase waited, every device that could have trained it trained something.</summary>
    private static void AssertNobodyIdles(List<SimulatedStep> steps, SimulatedFleet fleet)
    {
        var free = fleet.Kinds.SelectMany(k => Enumerable.Range(0, k.Count).Select(i => $"{k.Device.Kind}/{i:D6}"))
            .ToDictionary(name => name, _ => new List<(double From, double To)>());
        foreach (var step in steps)
            free[step.Worker].Add((step.StartedAt, step.EndedAt));
        foreach (var step in steps.Where(s => s.StartedAt > s.ReadyAt))
            Assert.All(free.Values, busy => Assert.Equal(step.StartedAt - step.ReadyAt, busy.Sum(b =>
                Math.Max(0, Math.Min(b.To, step.StartedAt) - Math.Max(b.From, step.ReadyAt))), 1e-6));
    }

    private static SimulatedSweep[] Some(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Plans.Value[random.Next(Sweeps)] with
        {
            At = random.Next(0, 4) * 3,
            Priority = random.Next(0, 2),
        }).DistinctBy(s => s.Name),
    ];

    private static SimulatedFleet Devices(Random random) =>
        LabSimulationTests.Fleet($"{random.Next(1, 4)}xA100,{random.Next(1, 3)}xV100");

    private static TrainingRates Rates(Random random) => new([.. new[] { "A100", "V100" }.SelectMany(device =>
        Sizes.Select(px => new MeasuredRate(device, px, random.Next(1, 50) / 10.0)))]);

    private static readonly Lazy<SimulatedSweep[]> Plans = new(() =>
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Sweeps).Select(i => LabSimulationTests.Sweep($"s{i}",
            random.Next(3) switch { 0 => "seed", 1 => "learningRate@16", _ => "learningRate@8" },
            random.Next(1, 7), seed: random.Next(0, 6)))];
    });
}
