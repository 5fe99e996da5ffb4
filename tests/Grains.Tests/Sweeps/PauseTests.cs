using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

/// <summary>What a person pauses gives its workers back, keeps what it has, and goes on where it was.</summary>
public sealed class PauseTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_paused_sweep_waits_for_its_resumption_with_its_snapshot(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var plan = await Held(lab);

        Assert.Equal(SweepStatus.Paused, (await lab.Sweep("s").Pause(null)).Status);
        await Stop(lab, plan, at: 500);

        var waiting = await lab.View("s");
        Assert.Equal((SweepStatus.Paused, 0.5), (waiting.Summary.Status, waiting.Summary.KimgTrained));
        Assert.All(waiting.Experiments, e => Assert.Equal((ExperimentStatus.Paused, null), (e.Status, e.Worker)));
        Assert.Equal(SweepStatus.Paused, Assert.Single(await lab.Catalog.GetSweeps()).Status);
        Assert.Null(await lab.Phase(plan.Phase).Lease("host-a/cpu:1"));

        await lab.Restart();                                                    // as after a kill
        await lab.Heartbeat();
        Assert.Equal(SweepStatus.Paused, (await lab.View("s")).Summary.Status);
        Assert.Empty(lab.Workers.Held);

        Assert.Equal(SweepStatus.Running, (await lab.Sweep("s").Resume(null)).Status);
        Assert.Equal(500, (await Held(lab)).StartFrom!.Nimg);
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 2, 7), (end.Summary.Status, end.Summary.Finished, end.Summary.KimgTrained));
        Assert.Equal(["sweep-paused", "sweep-resumed"], (await lab.Catalog.GetEvents(100)).Select(e => e.Kind)
            .Where(k => k.StartsWith("sweep-", StringComparison.Ordinal)).Reverse().Skip(1).Take(2));
    }

    [Fact]
    public async Task a_phase_that_another_sweep_wants_is_trained_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("one").Submit(Definitions.Sweep());
        await lab.Sweep("two").Submit(Definitions.Sweep());
        var plan = await Held(lab);
        await lab.Phase(plan.Phase).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 400));
        await lab.Sweep("one").Pause(null);
        await lab.Heartbeat();
        await lab.Workers.Finish();
        Assert.Equal(SweepStatus.Finished, (await lab.TrainToTheEnd("two")).Summary.Status);
        Assert.Empty(lab.Workers.Stops);
        var one = (await lab.View("one")).Summary;                              // the same phases: it has its results
        Assert.Equal((SweepStatus.Finished, 2, 0.4), (one.Status, one.Finished, one.KimgTrained));
        Assert.Equal(6.6, (await lab.View("two")).Summary.KimgTrained);         // what is trained for it is its own
    }

    [Fact]
    public async Task an_experiment_waits_alone_and_its_sweep_with_it()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var plan = await Held(lab);
        await lab.Sweep("s").Pause("s.1");
        await lab.Workers.Finish();
        Assert.Empty(lab.Workers.Stops);                                        // s.2 wants what both share
        lab.Workers.TrainByThemselves();
        await TestLab.Eventually(async () => (await lab.View("s")).Summary.Finished == 1);

        var waiting = await lab.View("s");
        var paused = waiting.Experiments.Single(e => e.Number == 1);
        Assert.Equal((SweepStatus.Running, 0, 2, 0), (waiting.Summary.Status, waiting.Summary.KimgLeft,
            waiting.Summary.KimgPaused, waiting.Summary.KimgGivenUp));
        Assert.Equal((ExperimentStatus.Paused, "Paused by a person."), (paused.Status, paused.Reason));
        Assert.Equal(3, waiting.Summary.KimgReused);

        await lab.Sweep("s").Resume("s.1");
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((2, 7), (end.Summary.Finished, end.Summary.KimgTrained));
        Assert.All(end.Experiments, e => Assert.Null(e.Reason));
        Assert.Equal(plan.Phase, end.Tree[0].Phase.Key);
    }

    [Fact]
    public async Task what_ends_a_phase_ends_a_paused_experiment_too()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Sweep("s").Pause("s.1");
        var plan = (await lab.Phase((await lab.Phases("s"))[0]).Lease("host-a/cpu:0"))!;
        await lab.Phase(plan.Phase).Diverge(plan.Token, "gradient is NaN");
        var end = await lab.View("s");
        Assert.Equal((SweepStatus.Finished, 2), (end.Summary.Status, end.Summary.Lost));
    }

    [Fact]
    public async Task a_search_that_is_paused_proposes_nothing_and_then_goes_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(GrowingSweepTests.Tpe(parallel: 2, most: 5));
        await lab.Sweep("s").Pause("s.2");
        await TestLab.Eventually(async () => (await lab.View("s")).Experiments.Length == 3);
        await lab.Sweep("s").Pause(null);
        await lab.Sweep("s").CancelExperiment("s.1");
        await lab.Heartbeat();
        await lab.Scheduler.Wake();
        Assert.Equal((SweepStatus.Paused, 3), await Standing(lab));
        await lab.Sweep("s").Resume(null);
        Assert.Equal((SweepStatus.Finished, 4), (
            (await lab.TrainToTheEnd("s")).Summary.Status, (await lab.View("s")).Summary.Finished));
    }

    [Fact]
    public async Task what_can_t_be_paused_or_resumed_is_said_in_one_sentence()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        Assert.Equal("Sweep 's' is not paused.", await Refusal(() => lab.Sweep("s").Resume(null)));
        Assert.Equal("Experiment 's.1' is not paused.", await Refusal(() => lab.Sweep("s").Resume("s.1")));
        await lab.Sweep("s").Pause(null);
        await lab.Sweep("s").Pause(null);
        Assert.Equal("Experiment 's.1' waits because its whole sweep is paused; resume 's'.",
            await Refusal(() => lab.Sweep("s").Resume("s.1")));
        Assert.Equal("Sweep 's' is paused; cancel it or let it finish first.",
            await Refusal(() => lab.Sweep("s").Remove()));
        await lab.Sweep("s").Pause("s.2");
        Assert.Equal("Experiment 's.2' is paused; resume it instead.",
            await Refusal(() => lab.Sweep("s").Retry("s.2")));
        Assert.Equal(SweepStatus.Cancelled, (await lab.Sweep("s").Cancel()).Status);
        Assert.All((await lab.View("s")).Experiments, e => Assert.Equal(ExperimentStatus.Cancelled, e.Status));
        Assert.Equal("Sweep 's' was cancelled; only one that has not ended can be paused.",
            await Refusal(() => lab.Sweep("s").Pause(null)));
        Assert.Equal("Experiment 's.1' has ended (cancelled); only one that waits or trains can be paused.",
            await Refusal(() => lab.Sweep("s").Pause("s.1")));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("s").Pause("s.9"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("none").Resume(null));
    }

    private static async Task<string> Refusal(Func<Task> asked) =>
        (await Assert.ThrowsAsync<WrongStateException>(asked)).Message;

    private static async Task<(SweepStatus, int)> Standing(TestLab lab)
    {
        var view = await lab.View("s");
        return (view.Summary.Status, view.Summary.Experiments);
    }

    /// <summary>The plan that a worker took.</summary>
    private static async Task<Growth.Phases.TrainingPlan> Held(TestLab lab)
    {
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        return lab.Workers.Held[0];
    }

    /// <summary>The worker is asked to stop, and does so with a snapshot.</summary>
    private static async Task Stop(TestLab lab, Growth.Phases.TrainingPlan plan, long at)
    {
        await TestLab.Eventually(() =>
            Task.FromResult(lab.Workers.Stops.Contains(("host-a/cpu:0", plan.Phase, plan.Token))));
        await lab.Phase(plan.Phase).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, at));
        await lab.Phase(plan.Phase).Release(plan.Token, null);
        await lab.Workers.Free("host-a/cpu:0");
    }
}
