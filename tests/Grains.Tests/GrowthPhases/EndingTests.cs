using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.GrowthPhases;

public sealed class EndingTests
{
    private const string Reason = "gradient penalty is NaN at nimg 1500, 8 px";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_diverged_phase_ends_every_experiment_through_it(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        var tree = (await lab.View("s")).Tree;
        foreach (var shared in tree.Where(n => n.Experiments.Length == 3))
            await lab.Train(shared.Phase.Key);
        var lost = tree.First(n => n.Experiments is [2]).Phase.Key;
        var plan = (await lab.Phase(lost).Lease("host-a/cpu:0"))!;
        await lab.Phase(lost).Diverge(plan.Token, Reason);
        var view = await lab.View("s");
        Assert.Equal([ExperimentStatus.Queued, ExperimentStatus.Diverged, ExperimentStatus.Queued],
            view.Experiments.OrderBy(e => e.Number).Select(e => e.Status));
        Assert.Equal(Reason, view.Experiments.Single(e => e.Number == 2).Reason);
        Assert.All(view.Tree.Where(n => n.Experiments is [2]), n =>
            Assert.Equal((PhaseStatus.Diverged, Reason), (n.Phase.Status, n.Phase.Reason)));
        Assert.Equal((1, SweepStatus.Running), (view.Summary.Lost, view.Summary.Status));
        Assert.Null(await lab.Phase(lost).Lease("host-a/cpu:1"));
        view = await lab.TrainToTheEnd("s");
        Assert.Equal((2, 1), (view.Summary.Finished, view.Summary.Lost));
        Assert.Null(view.Experiments.Single(e => e.Number == 2).Rank);
    }

    [Fact]
    public async Task a_sweep_whose_every_experiment_diverged_is_finished_and_so_is_the_same_sweep_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var root = (await lab.Phases("s"))[0];
        await lab.Phase(root).Diverge((await lab.Phase(root).Lease("host-a/cpu:0"))!.Token, Reason);
        Assert.Equal(
            (SweepStatus.Finished, 2), ((await lab.View("s")).Summary.Status, (await lab.View("s")).Summary.Lost));
        var again = await lab.Sweep("again").Submit(Definitions.Sweep());
        Assert.Equal((SweepStatus.Finished, 2), (again.Status, again.Lost));
        Assert.All((await lab.View("again")).Experiments, e =>
            Assert.Equal((ExperimentStatus.Diverged, Reason), (e.Status, e.Reason)));
    }

    [Fact]
    public async Task a_bound_that_was_hit_and_is_raised_finds_what_was_finished_and_goes_on_from_there()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(more: """, "guardMaxScoreSpread": 10"""));
        var phases = await lab.Phases("s");
        await lab.Train(phases[0]);
        var plan = (await lab.Phase(phases[1]).Lease("host-a/cpu:0"))!;
        Assert.Equal(10, plan.Recipe.Guard.MaxScoreSpread);
        await lab.Phase(phases[1]).Diverge(plan.Token, Reason);

        var same = await lab.Sweep("same").Submit(Definitions.Sweep(more: """, "guardMaxScoreSpread": 10"""));
        Assert.Equal((SweepStatus.Finished, 2), (same.Status, same.Lost));

        const string Raised = """, "guardMaxScoreSpread": 100""";
        Assert.Equal(1, (await lab.Catalog.Preview(Definitions.Sweep(more: Raised))).PhasesFinished);
        await lab.Sweep("raised").Submit(Definitions.Sweep(more: Raised));
        Assert.Equal(phases, await lab.Phases("raised"));
        var again = (await lab.Phase(phases[1]).Lease("host-a/cpu:0"))!;
        Assert.Equal(100, again.Recipe.Guard.MaxScoreSpread);
        await lab.Phase(phases[1]).Release(again.Token, null);
        var end = await lab.TrainToTheEnd("raised");
        Assert.Equal(2, end.Summary.Finished);
        Assert.Equal(
            (SweepStatus.Finished, 2), ((await lab.View("s")).Summary.Status, (await lab.View("s")).Summary.Lost));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_raised_bound_reaches_what_waits_behind_a_diverged_phase_of_a_sweep_that_still_runs(
        DatabaseKind kind)
    {
        const string Low = """, "guardMaxScoreSpread": 10""";
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 2, more: Low));
        foreach (var shared in (await lab.View("s")).Tree.Where(n => n.Experiments.Length == 2))
            await lab.Train(shared.Phase.Key);
        var own = (await lab.View("s")).Tree.Where(n => n.Experiments is [2]).Select(n => n.Phase.Key).ToArray();
        var plan = (await lab.Phase(own[0]).Lease("host-a/cpu:0"))!;
        await lab.Phase(own[0]).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 3300));
        await lab.Phase(own[0]).Diverge(plan.Token, Reason);

        await lab.Sweep("raised").Submit(Definitions.Sweep(experiments: 2, more: """, "guardMaxScoreSpread": 100"""));
        foreach (var key in own)
            Assert.Equal(100, (await lab.Train(key)).Recipe.Guard.MaxScoreSpread);
        var others = (await lab.View("s")).Tree.Where(n => n.Experiments is [1]).Select(n => n.Phase.Key).ToArray();
        foreach (var key in others)
            Assert.Equal(10, (await lab.Train(key)).Recipe.Guard.MaxScoreSpread);

        var (first, raised) = ((await lab.View("s")).Summary, (await lab.View("raised")).Summary);
        Assert.Equal((SweepStatus.Finished, 1, 1), (first.Status, first.Finished, first.Lost));
        Assert.Equal((SweepStatus.Finished, 2, 0), (raised.Status, raised.Finished, raised.Lost));
        // three shared phases, one and a part of the lost experiment's; the rest of that is the raised sweep's
        Assert.Equal((10, 5.3, 0, 1.7, 3), (first.KimgRequested, first.KimgTrained, first.KimgLeft, first.KimgGivenUp,
            Math.Round(first.KimgReused, 9)));
        Assert.Equal((10, 1.7, 0, 0, 8.3), (raised.KimgRequested, Math.Round(raised.KimgTrained, 9), raised.KimgLeft,
            raised.KimgGivenUp, Math.Round(raised.KimgReused, 9)));
    }

    [Fact]
    public async Task the_third_failure_in_a_row_is_the_last_and_a_new_sweep_tries_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phase = lab.Phase((await lab.Phases("s"))[0]);
        await Fail(lab, phase, "disk full");
        await Fail(lab, phase, "disk full");
        var plan = (await phase.Lease("host-a/cpu:0"))!;
        await phase.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 100));
        await phase.Release(plan.Token, "disk full");
        lab.Clock.Advance(RetryRules.Wait(1));
        await Fail(lab, phase, "disk full");
        Assert.Equal(PhaseStatus.Queued, (await lab.View(phase))!.Status);
        await Fail(lab, phase, "disk still full");
        Assert.Equal((PhaseStatus.Failed, "disk still full"),
            ((await lab.View(phase))!.Status, (await lab.View(phase))!.Reason));
        Assert.All((await lab.View("s")).Experiments, e =>
            Assert.Equal((ExperimentStatus.Failed, "disk still full"), (e.Status, e.Reason)));
        Assert.Null(await phase.Lease("host-a/cpu:0"));
        await lab.Sweep("again").Submit(Definitions.Sweep());
        Assert.Equal(100, (await phase.Lease("host-a/cpu:0"))!.StartFrom!.Nimg);
    }

    [Fact]
    public async Task giving_back_without_a_failure_is_none()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phase = lab.Phase((await lab.Phases("s"))[0]);
        for (var i = 0; i < 5; i++)
            await Fail(lab, phase, null);
        Assert.Equal(PhaseStatus.Queued, (await lab.View(phase))!.Status);
    }

    [Fact]
    public async Task below_16_px_experiments_finish_without_swd_and_without_rank()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(resolution: 8));
        var view = await lab.TrainToTheEnd("s");
        Assert.All(
            view.Experiments, e => Assert.Equal((ExperimentStatus.Finished, null, null), (e.Status, e.Swd, e.Rank)));
        Assert.Equal((SweepObjective.None, null), (view.Summary.Objective, view.Summary.BestExperiment));
        Assert.Null(view.FloorSwd);
    }

    [Fact]
    public async Task with_objective_none_experiments_are_measured_and_not_ranked()
    {
        await using var lab = await TestLab.Start();
        var definition = SweepDocument.Read(Definitions.Sweep()) with { Objective = SweepObjective.None };
        await lab.Sweep("s").Submit(definition);
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 2, null),
            (view.Summary.Status, view.Summary.Finished, view.Summary.BestExperiment));
        Assert.All(view.Experiments, e => Assert.Equal((true, null), (e.Swd is not null, e.Rank)));
    }

    [Fact]
    public async Task a_final_phase_completed_without_swd_is_leased_again_to_be_measured()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var phases = await lab.Phases("s");
        foreach (var key in phases[..^1])
            await lab.Train(key);
        var phase = lab.Phase(phases[^1]);
        var plan = (await phase.Lease("host-a/cpu:0"))!;
        await phase.Complete(plan.Token, FakeTraining.Final(plan));
        Assert.Equal((PhaseStatus.Finished, SweepStatus.Running),
            ((await lab.View(phase))!.Status, (await lab.View("s")).Summary.Status));
        var measuring = (await phase.Lease("host-a/cpu:1"))!;
        Assert.Equal(FakeTraining.Final(plan).Path, measuring.StartFrom!.Path);
        Assert.Equal(PhaseStatus.Finished, (await lab.View(phase))!.Status);
        await FakeTraining.Run(phase, measuring);
        var view = await lab.View("s");
        Assert.Equal(
            (SweepStatus.Finished, 1, 5), (view.Summary.Status, view.Experiments[0].Rank, view.Summary.KimgTrained));
    }

    [Fact]
    public async Task a_measurement_that_fails_three_times_fails_its_experiments_and_keeps_the_phase()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var phases = await lab.Phases("s");
        foreach (var key in phases[..^1])
            await lab.Train(key);
        var phase = lab.Phase(phases[^1]);
        for (var i = 0; i < 4; i++)
        {
            var plan = (await phase.Lease("host-a/cpu:0"))!;
            await phase.Complete(
                plan.Token, plan.StartFrom!.Phase == plan.Phase ? plan.StartFrom : FakeTraining.Final(plan));
            lab.Clock.Advance(RetryRules.Wait(RetryRules.MostAttempts));
        }
        var view = await lab.View("s");
        Assert.Equal(
            (ExperimentStatus.Failed, SweepStatus.Finished), (view.Experiments[0].Status, view.Summary.Status));
        Assert.Contains("SWD could not be measured", view.Experiments[0].Reason);
        Assert.Equal(PhaseStatus.Finished, (await lab.View(phase))!.Status);
    }

    [Fact]
    public async Task references_are_measured_once_a_sweep()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        Assert.Equal(1, await Measurements(lab, "s"));
        await lab.Sweep("other").Submit(Definitions.Sweep(experiments: 3, swdImages: 128));
        Assert.Equal(1, await Measurements(lab, "other"));
        Assert.Equal(
            (128, 128), ((await lab.View("other")).FloorSwd!.Images, (await lab.View("other")).UntrainedSwd!.Images));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_dataset_too_small_for_two_sets_has_its_floor_from_halves_measured_once(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3, swdImages: 8192));
        Assert.Equal(1, await Measurements(lab, "s"));
        var view = await lab.View("s");
        Assert.Equal((1000, 1000, 500), (view.SwdImages, view.UntrainedSwd!.Images, view.FloorSwd!.Images));
    }

    private static async Task<int> Measurements(TestLab lab, string sweep)
    {
        await lab.TrainToTheEnd(sweep);
        var count = lab.Workers.Taken.Count(t => t.Plan.Evaluation.MeasureReferences);
        lab.Workers.Taken.Clear();
        return count;
    }

    /// <summary>The phase fails, and the time passes after which it may be tried again.</summary>
    private static async Task Fail(TestLab lab, IGrowthPhaseGrain phase, string? failure)
    {
        await phase.Release((await phase.Lease("host-a/cpu:0"))!.Token, failure);
        lab.Clock.Advance(RetryRules.Wait(RetryRules.MostAttempts - 1));
    }
}
