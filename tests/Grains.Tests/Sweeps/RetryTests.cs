using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class RetryTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_sweep_that_failed_goes_on_from_what_it_had_with_the_same_phases(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phases = await lab.Phases("s");
        await lab.Train(phases[0]);
        await Fail(lab, phases[1]);
        var failed = (await lab.View("s")).Summary;
        Assert.Equal((SweepStatus.Finished, 2, 1), (failed.Status, failed.Lost, failed.KimgTrained));
        Assert.Contains(await lab.Catalog.GetSweeps(), s => s.Lost == 2);

        var again = await lab.Sweep("s").Retry(null);

        Assert.Equal((SweepStatus.Running, 0, null), (again.Status, again.Lost, again.EndedAt));
        Assert.Equal(SweepStatus.Running, Assert.Single(await lab.Catalog.GetSweeps()).Status);
        Assert.Equal(phases, await lab.Phases("s"));
        lab.Workers.Taken.Clear();
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((2, 0), (end.Summary.Finished, end.Summary.Lost));
        Assert.All(end.Experiments, e => Assert.Null(e.Reason));
        Assert.DoesNotContain(lab.Workers.Taken, t => t.Plan.Phase == phases[0]);
        Assert.Equal(phases.Length, end.Summary.KimgTrained);
    }

    [Fact]
    public async Task a_cancelled_sweep_goes_on_from_its_snapshot_and_counts_no_image_twice()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var root = (await lab.Phases("s"))[0];
        var plan = (await lab.Phase(root).Lease("host-a/cpu:0"))!;
        await lab.Phase(root).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 500));
        await lab.Phase(root).Release(plan.Token, null);
        Assert.Equal(0.5, (await lab.Sweep("s").Cancel()).KimgTrained);

        await lab.Sweep("other").Submit(Definitions.Sweep(experiments: 1));
        plan = (await lab.Phase(root).Lease("host-a/cpu:0"))!;
        await lab.Phase(root).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 800));
        await lab.Phase(root).Release(plan.Token, null);
        await lab.Sweep("other").Cancel();

        var again = await lab.Sweep("s").Retry(null);
        Assert.Equal((SweepStatus.Running, 0.5, 4.2), (again.Status, again.KimgTrained, again.KimgLeft));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((1, 4.7), (end.Summary.Finished, Math.Round(end.Summary.KimgTrained, 3)));
        Assert.Equal(0.3, Math.Round((await lab.View("other")).Summary.KimgTrained, 3));
    }

    [Fact]
    public async Task what_diverged_is_started_again_only_by_name_and_with_it_what_the_same_phase_ended()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        var tree = (await lab.View("s")).Tree;
        var shared = tree.First(n => n.Experiments.Length == 3).Phase.Key;
        var plan = (await lab.Phase(shared).Lease("host-a/cpu:0"))!;
        await lab.Phase(shared).Diverge(plan.Token, "gradient is NaN");

        var refusal = await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Retry(null));
        Assert.Equal(
            "Sweep 's' has no experiment that failed or was cancelled; one that diverged is started again by its own id.",
            refusal.Message);
        await lab.Sweep("s").Retry("s.2");
        Assert.All((await lab.View("s")).Experiments, e => Assert.Equal(ExperimentStatus.Queued, e.Status));
        Assert.Equal(3, (await lab.TrainToTheEnd("s")).Summary.Finished);

        refusal = await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Retry("s.2"));
        Assert.StartsWith("Experiment 's.2' has finished;", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("s").Retry("s.9"));
    }

    [Fact]
    public async Task what_was_cancelled_before_its_phase_diverged_is_not_offered_and_the_refusal_says_why()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Sweep("s").CancelExperiment("s.2");
        Assert.Equal(1, (await lab.View("s")).Restartable());
        var shared = (await lab.Phases("s"))[0];
        var plan = (await lab.Phase(shared).Lease("host-a/cpu:0"))!;
        await lab.Phase(shared).Diverge(plan.Token, "gradient is NaN");

        Assert.Equal(0, (await lab.View("s")).Restartable());
        var refusal = await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Retry(null));
        Assert.Equal(
            "No experiment of sweep 's' can go on: the 4x4 stabilize phase of s.2 diverged (gradient is NaN); what "
            + "diverged is started again by the experiment's own id.", refusal.Message);
        await lab.Sweep("s").Retry("s.2");
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task without_its_dataset_nothing_starts_again_and_another_with_the_same_content_serves()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Sweep("s").Cancel();
        Assert.True((await lab.Catalog.RemoveDataset("shapes")).IsRemoved);

        foreach (var experiment in (string?[])[null, "s.1"])
        {
            var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => lab.Sweep("s").Retry(experiment));
            Assert.Equal("Unknown dataset 'shapes': the lab has none yet; prepare one first.", refusal.Message);
        }
        var view = await lab.View("s");
        Assert.Equal((SweepStatus.Cancelled, 2), (view.Summary.Status, view.Restartable()));

        await lab.Catalog.RegisterDataset(TestLab.Shapes with { Name = "forms" });
        await lab.Sweep("s").Retry(null);
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.All(lab.Workers.Taken, taken => Assert.Equal("forms", taken.Plan.Dataset));
    }

    [Fact]
    public async Task an_experiment_is_given_up_alone_and_may_be_started_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.Sweep("s").CancelExperiment("s.1");
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 1), (end.Summary.Status, end.Summary.Finished));
        Assert.Equal(ExperimentStatus.Cancelled, end.Experiments.Single(e => e.Number == 1).Status);

        await lab.Sweep("s").Retry("s.1");
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    private static async Task Fail(TestLab lab, string phase)
    {
        for (var failures = 1; failures <= RetryRules.MostAttempts; failures++)
        {
            await lab.Phase(phase).Release((await lab.Phase(phase).Lease("host-a/cpu:0"))!.Token, "no luck");
            lab.Clock.Advance(RetryRules.Wait(failures));
        }
        var row = Assert.Single(await lab.Catalog.GetPhases([phase]));
        Assert.Equal(PhaseStatus.Failed, row.Status);
    }
}
