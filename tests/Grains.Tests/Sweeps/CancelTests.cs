using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class CancelTests
{
    [Fact]
    public async Task workers_of_phases_that_nobody_else_wants_are_asked_to_stop_and_the_snapshot_is_of_use_later()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        var plan = lab.Workers.Held[0];
        await lab.Sweep("s").Cancel();
        await TestLab.Eventually(() =>
            Task.FromResult(lab.Workers.Stops.Contains(("host-a/cpu:0", plan.Phase, plan.Token))));
        await lab.Phase(plan.Phase).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 500));
        await lab.Phase(plan.Phase).Release(plan.Token, null);
        await lab.Workers.Free("host-a/cpu:0");
        var view = await lab.View("s");
        Assert.Equal((SweepStatus.Cancelled, 0), (view.Summary.Status, view.Summary.KimgLeft));
        Assert.All(view.Experiments, e => Assert.Equal(ExperimentStatus.Cancelled, e.Status));
        Assert.Null(await lab.Phase(plan.Phase).Lease("host-a/cpu:0"));
        await lab.Sweep("again").Submit(Definitions.Sweep());
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        Assert.Equal(500, lab.Workers.Held[0].StartFrom!.Nimg);
    }

    [Fact]
    public async Task a_phase_that_another_sweep_wants_is_trained_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("one").Submit(Definitions.Sweep());
        await lab.Sweep("two").Submit(Definitions.Sweep());
        await lab.Heartbeat();
        await TestLab.Eventually(() => Task.FromResult(lab.Workers.Held.Count == 1));
        await lab.Sweep("one").Cancel();
        await lab.Heartbeat();
        await lab.Workers.Finish();
        Assert.Equal(SweepStatus.Finished, (await lab.TrainToTheEnd("two")).Summary.Status);
        Assert.Empty(lab.Workers.Stops);
    }

    [Fact]
    public async Task finished_experiments_stay_and_an_ended_sweep_stays_as_it_is()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 2));
        foreach (var node in (await lab.View("s")).Tree.Where(n => n.Experiments.Contains(1)))
            await lab.Train(node.Phase.Key);
        await lab.Sweep("s").Cancel();
        var view = await lab.View("s");
        Assert.Equal([ExperimentStatus.Finished, ExperimentStatus.Cancelled], view.Experiments.Select(e => e.Status));
        Assert.Equal([1, null], view.Experiments.Select(e => e.Rank));
        await lab.Sweep("s").Cancel();
        Assert.Equal(view.Summary.EndedAt, (await lab.View("s")).Summary.EndedAt);
    }
}
