using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class AccountingTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task the_same_sweep_again_trains_nothing_and_reports_the_same(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("first").Submit(Definitions.Sweep());
        var first = await lab.TrainToTheEnd("first");
        lab.Workers.Taken.Clear();
        var summary = await lab.Sweep("second").Submit(Definitions.Sweep());
        Assert.Equal((SweepStatus.Finished, 0, 0, 10),
            (summary.Status, summary.KimgTrained, summary.KimgLeft, summary.KimgRequested));
        var second = await lab.View("second");
        Assert.Equal(first.Experiments.Select(e => (e.Rank, e.Swd!.Average)),
            second.Experiments.Select(e => (e.Rank, e.Swd!.Average)));
        Assert.Equal((first.FloorSwd!.Average, first.UntrainedSwd!.Average),
            (second.FloorSwd!.Average, second.UntrainedSwd!.Average));
        Assert.All(second.Tree, n => Assert.True(n.Reused));
        Assert.Empty(lab.Workers.Taken);
    }

    [Fact]
    public async Task another_number_of_swd_images_is_only_measured()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("first").Submit(Definitions.Sweep());
        await lab.TrainToTheEnd("first");
        lab.Workers.Taken.Clear();
        await lab.Sweep("second").Submit(Definitions.Sweep(swdImages: 128));
        var view = await lab.TrainToTheEnd("second");
        Assert.Equal(0, view.Summary.KimgTrained);
        Assert.All(view.Experiments, e => Assert.Equal(128, e.Swd!.Images));
        Assert.Equal(2, lab.Workers.Taken.Count);
        Assert.All(lab.Workers.Taken, t =>
            Assert.Equal((t.Plan.Phase, true), (t.Plan.StartFrom!.Phase, t.Plan.StartFrom.Final)));
    }

    [Fact]
    public async Task a_dataset_with_fewer_images_than_swd_asks_for_is_measured_with_all_it_has()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(swdImages: 8192));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal(2, view.Summary.Finished);
        Assert.All(lab.Workers.Taken, t => Assert.Equal(TestLab.Shapes.Images, t.Plan.Evaluation.SwdImages));
    }

    [Fact]
    public async Task phases_that_two_running_sweeps_want_count_for_the_older_one()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("older").Submit(Definitions.Sweep(experiments: 1));
        await lab.Sweep("younger").Submit(Definitions.Sweep(experiments: 2));
        Assert.Equal(5, (await lab.View("younger")).Tree.Count(n => n.Reused));
        await lab.TrainToTheEnd("older");
        var younger = await lab.TrainToTheEnd("younger");
        Assert.Equal((5, 2), ((await lab.View("older")).Summary.KimgTrained, younger.Summary.KimgTrained));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task when_a_sweep_is_cancelled_the_next_one_counts_what_is_trained_from_there_on(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("older").Submit(Definitions.Sweep(experiments: 1));
        await lab.Sweep("younger").Submit(Definitions.Sweep(experiments: 1));
        var root = (await lab.Phases("older"))[0];
        var plan = (await lab.Phase(root).Lease("host-a/cpu:0"))!;
        await lab.Phase(root).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 400));
        await lab.Phase(root).ReportTicks(plan.Token, [FakeTraining.Tick(700)]);
        await lab.Sweep("older").Cancel();
        await FakeTraining.Run(lab.Phase(root), plan);
        var younger = await lab.TrainToTheEnd("younger");
        Assert.Equal((0.4, 4.6), ((await lab.View("older")).Summary.KimgTrained, younger.Summary.KimgTrained));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task what_is_trained_while_a_sweep_is_paused_counts_for_who_wants_it_and_for_the_sweep_again_afterwards(
        DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("older").Submit(Definitions.Sweep(experiments: 1));
        await lab.Sweep("younger").Submit(Definitions.Sweep(experiments: 1));
        var root = (await lab.Phases("older"))[0];
        var plan = (await lab.Phase(root).Lease("host-a/cpu:0"))!;
        await lab.Phase(root).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 400));
        await lab.Sweep("older").Pause(null);
        await lab.Phase(root).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 700));
        await lab.Sweep("younger").Cancel();
        await lab.Phase(root).Release(plan.Token, null);
        Assert.Equal((0.4, 0.3),
            ((await lab.View("older")).Summary.KimgTrained, (await lab.View("younger")).Summary.KimgTrained));
        await lab.Sweep("older").Resume(null);
        var older = await lab.TrainToTheEnd("older");
        Assert.Equal((4.7, 0.3), (older.Summary.KimgTrained, (await lab.View("younger")).Summary.KimgTrained));
    }

    [Fact]
    public async Task what_is_stored_counts_and_the_count_never_steps_back()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var root = lab.Phase((await lab.Phases("s"))[0]);
        var plan = (await root.Lease("host-a/cpu:0"))!;
        await root.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 300));
        await root.ReportTicks(plan.Token, [FakeTraining.Tick(900)]);
        Assert.Equal(900, (await lab.View(root))!.Nimg);
        Assert.Equal((0.3, 4.7, 0, 300), await Counted(lab));
        await root.Release(plan.Token, null);
        var again = (await root.Lease("host-a/cpu:1"))!;
        Assert.Equal(300, (await lab.View(root))!.Nimg);
        Assert.Equal((0.3, 4.7, 0, 300), await Counted(lab));
        await root.Complete(again.Token, FakeTraining.Final(again));
        Assert.Equal((1, 4, 0, FakeTraining.End(again)), await Counted(lab));
        await root.ReportDamage(FakeTraining.Final(again).Path, "unreadable");
        Assert.Equal(300, (await lab.View(root))!.Nimg);
        Assert.Equal((1, 4, 0, FakeTraining.End(again)), await Counted(lab));
        Assert.Equal(5, (await lab.TrainToTheEnd("s")).Summary.KimgTrained);
    }

    [Fact]
    public async Task what_fell_back_counts_for_the_next_sweep_that_trains_it()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var root = (await lab.Phases("s"))[0];
        var first = await lab.Train(root);
        await lab.Sweep("s").Cancel();
        await lab.Phase(root).ReportDamage(FakeTraining.Final(first).Path, "unreadable");
        await lab.Sweep("next").Submit(Definitions.Sweep(experiments: 1));
        Assert.Equal(0, (await lab.View("next")).Summary.KimgTrained);
        Assert.Equal(5, (await lab.TrainToTheEnd("next")).Summary.KimgTrained);
        Assert.Equal((1, 0, 4), ((await lab.View("s")).Summary.KimgTrained, (await lab.View("s")).Summary.KimgReused,
            (await lab.View("s")).Summary.KimgGivenUp));
    }

    /// <summary>What sweep <c>s</c> and its first experiment count.</summary>
    private static async Task<(double Trained, double Left, double Reused, long Nimg)> Counted(TestLab lab)
    {
        var view = await lab.View("s");
        return (view.Summary.KimgTrained, view.Summary.KimgLeft, Math.Round(view.Summary.KimgReused, 9),
            view.Experiments[0].Nimg);
    }

    [Fact]
    public async Task the_preview_tells_what_the_sweep_then_does()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("first").Submit(Definitions.Sweep(experiments: 1));
        await lab.TrainToTheEnd("first");
        var preview = await lab.Catalog.Preview(Definitions.Sweep(experiments: 3));
        Assert.Equal((3, 15, 9, 5),
            (preview.Experiments, preview.PhasesRequested, preview.PhasesDistinct, preview.PhasesFinished));
        Assert.Equal((15, 4), (preview.KimgRequested, preview.KimgToTrain));
        await lab.Sweep("second").Submit(Definitions.Sweep(experiments: 3));
        Assert.Equal(4, (await lab.TrainToTheEnd("second")).Summary.KimgTrained);
    }
}
