using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Simulation;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Simulation;

public sealed class LabSimulationTests
{
    /// <summary>A thousand images take a second, whatever they are.</summary>
    private static readonly TrainingRates Even = new(Sizes().Select(px => new MeasuredRate("A100", px, 1)));

    [Fact]
    public void one_device_trains_the_merged_tree_and_two_train_branches_side_by_side()
    {
        var sweep = Sweep("s", "learningRate@16", 2);                           // 3 phases, and 2 for each of two
        var one = Run("1xA100", sweep);
        Assert.Equal((7, 10, 7, 3, 1), (one.Makespan, one.KimgRequested, one.KimgTrained, one.KimgSaved,
            one.Utilisation));
        var two = Run("2xA100", sweep);
        Assert.Equal((5, 7, 0.7), (two.Makespan, two.DeviceSeconds, two.Utilisation));
        Assert.Equal(PaceSource.Measured, two.Source);
        Assert.Equal((3.0 / 7, 0), (one.Delay.Mean, one.Delay.Median));         // three phases wait a second
    }

    [Fact]
    public void what_another_sweep_trained_or_trains_is_not_trained_again()
    {
        SimulatedSweep[] both = [Sweep("s", "learningRate@16", 2), Sweep("t", "learningRate@16", 3)];
        var beside = Run("1xA100", both);
        Assert.Equal((25, 9, 7, 2), (beside.KimgRequested, beside.KimgTrained, beside.Sweeps[0].KimgTrained,
            beside.Sweeps[1].KimgTrained));
        var after = Run("1xA100", both[0], both[1] with { AfterPrevious = true, At = 100 });
        Assert.Equal((7, 107, 109), (after.Sweeps[0].Ended!.Value, after.Sweeps[1].Submitted, after.Sweeps[1].Ended!.Value));
        var finished = both[0].Plan.Tree.Nodes.Take(3).Select(n => n.Phase.Key.Value).ToHashSet();
        Assert.Equal(4, LabSimulation.Run([both[0]], Fleet("1xA100"), Even, finished).KimgTrained);
        finished.UnionWith(both[0].Plan.Tree.Nodes.Select(n => n.Phase.Key.Value));
        var none = LabSimulation.Run([both[0]], Fleet("1xA100"), Even, finished);
        Assert.Equal((0, 0), (none.Makespan, none.Sweeps[0].Ended!.Value));
    }

    [Fact]
    public void sweeps_that_run_together_are_given_the_same_device_time_and_a_late_one_its_share_at_once()
    {
        var (a, b) = (Sweep("a", "seed", 20), Sweep("b", "seed", 20, seed: 100));
        var steps = new List<SimulatedStep>();
        var together = LabSimulation.Run([a, b], Fleet("4xA100"), Even, observe: steps.Add);
        foreach (var moment in Enumerable.Range(1, (int)together.Makespan / 2))
            Assert.InRange(Given(steps, "a", moment) - Given(steps, "b", moment), -4, 4);   // a phase a device
        steps.Clear();
        var late = LabSimulation.Run([a, b with { At = 20 }], Fleet("4xA100"), Even, observe: steps.Add);
        Assert.InRange(Given(steps, "b", 30) - (Given(steps, "a", 30) - Given(steps, "a", 20)), -4, 4);
        Assert.Equal(1.0, late.Utilisation, 0.1);
    }

    [Fact]
    public void an_old_sweep_is_not_starved_by_new_ones_that_come_all_the_time()
    {
        SimulatedSweep[] sweeps = [Sweep("old", "seed", 8),
            .. Enumerable.Range(1, 40).Select(i => Sweep($"new{i}", "seed", 1, seed: 100 * i) with { At = 5 * i })];
        var ended = Run("2xA100", sweeps).Sweeps[0].Ended;
        Assert.InRange(ended!.Value, 20, 60);                                   // alone 20 s, and half of the lab 40
    }

    [Fact]
    public void a_greater_priority_is_served_as_if_it_were_alone_but_for_what_trains_already()
    {
        var (low, high) = (Sweep("low", "seed", 20), Sweep("high", "seed", 8, seed: 100) with { Priority = 1, At = 10.5 });
        var alone = Run("4xA100", high with { At = 0 }).Makespan;
        Assert.InRange(Run("4xA100", low, high).Sweeps[1].Ended!.Value - 10.5, alone, alone + 1);
    }

    [Fact]
    public void phases_go_to_devices_that_hold_them_and_what_fits_none_is_told()
    {
        var sweep = Sweep("s", "seed", 2);
        var small = new SimulatedFleet([new DeviceCount(DeviceModel.Named("A100")! with { MemoryBytes = 1000 }, 2)]);
        var none = LabSimulation.Run([sweep], small, Even);
        Assert.Equal((0, 0, 10, 0.0), (none.Makespan, none.PhasesTrained, none.PhasesUntrained, none.Utilisation));
        Assert.Null(none.Sweeps[0].Ended);
    }

    [Fact]
    public void recorded_curves_give_the_best_swd_over_time()
    {
        var sweep = Sweep("s", "learningRate@16", 2) with
        {
            Curves = e => [(3500, 90 - e.Number), (4000, 80 + e.Number), (5000, 70 - 10 * e.Number)],
        };
        Assert.Equal([new(3.5, 88, "s", 2), new(4, 81, "s", 1), new(5, 50, "s", 2)], Run("2xA100", sweep).Best);
    }

    [Fact]
    public void sixty_four_experiments_over_two_learning_rates_share_all_that_their_space_lets_them()
    {
        var rates = string.Join(", ", Enumerable.Range(1, 8).Select(i => $"0.00{i}"));
        var sweep = Space("s", $""" "learningRate@32": [{rates}], "learningRate@64": [{rates}] """, resolution: 64);
        var result = Run("8xA100", sweep);
        Assert.Equal((576, 149), (result.KimgRequested, result.KimgTrained));
        Assert.Equal(3.87, result.KimgRequested / result.KimgTrained, 0.005);
    }

    [Fact]
    public void three_overlapping_sweeps_in_turn_share_across_time()
    {
        var result = Run("8xA100", Overlapping.InTurn());
        Assert.Equal((1728, 269), (result.KimgRequested, result.KimgTrained));
        Assert.Equal(6.42, result.KimgRequested / result.KimgTrained, 0.01);
    }

    [Fact]
    public void three_sweeps_in_turn_that_each_move_the_last_rate_on_by_a_quarter_train_an_eighth()
    {
        var result = Run("8xA100", Overlapping.InTurn(moves32: 0));
        Assert.Equal((1728, 213), (result.KimgRequested, result.KimgTrained));
        Assert.Equal(8.11, result.KimgRequested / result.KimgTrained, 0.01);
    }

    private static SimulationResult Run(string fleet, params SimulatedSweep[] sweeps) =>
        LabSimulation.Run(sweeps, Fleet(fleet), Even);

    private static double Given(IEnumerable<SimulatedStep> steps, string sweep, double until) => steps
        .Where(s => s.Sweeps.Contains(sweep)).Sum(s => Math.Max(0, Math.Min(until, s.EndedAt) - s.StartedAt));

    internal static SimulatedFleet Fleet(string text) => SimulatedFleet.Read(text, []);

    /// <summary>To 16 px a run has five phases of 1 kimg.</summary>
    internal static SimulatedSweep Sweep(string name, string setting, int experiments, int seed = 0) => Space(name,
        $"\"{setting}\": [{string.Join(", ", Enumerable.Range(1, experiments)
            .Select(i => setting == "seed" ? $"{seed + i}" : $"{i}e-3"))}]");

    internal static SimulatedSweep Space(string name, string space, int resolution = 16) => new(name, SweepPlan.Of(
        SweepDocument.Read($$"""
            {
              "name": "{{name}}", "dataset": "shapes",
              "base": { "resolution": {{resolution}}, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16,
                        "fadeInKimg": 1, "stabilizeKimg": 1 },
              "search": { "space": { {{space}} } }
            }
            """),
        new DatasetFacts("shapes", new string('a', 64), 64, 1, 1000, 0)));

    private static IEnumerable<int> Sizes() => [4, 8, 16, 32, 64];
}

/// <summary>
/// Three people look at the same two learning rates, one after the other, each at eight values of which the next one
/// moves some on.
/// </summary>
internal static class Overlapping
{
    /// <param name="moves32">By how many values the rate at 32 px moves on.</param>
    /// <param name="moves64">The same at 64 px.</param>
    public static SimulatedSweep[] InTurn(int moves32 = 2, int moves64 = 2) =>
    [
        .. new[] { "first", "second", "third" }.Select((name, i) => LabSimulationTests.Space(name,
            $""" "learningRate@32": [{Rates(i * moves32)}], "learningRate@64": [{Rates(i * moves64)}] """,
            resolution: 64) with
        {
            AfterPrevious = true,
        }),
    ];

    private static string Rates(int moved) =>
        string.Join(", ", Enumerable.Range(1 + moved, 8).Select(i => $"{i}e-4"));
}
