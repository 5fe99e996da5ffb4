using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Tests.GrowthPhases;

public sealed class DamageTests
{
    [Fact]
    public async Task a_finished_phase_whose_files_were_removed_by_hand_is_found_out_named_and_trained_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var end = await lab.TrainToTheEnd("s");
        var best = end.Experiments.Single(e => e.Id == end.Summary.BestExperiment);
        var files = (await lab.Experiment(best.Id).GetCheckpoints())!.Value;
        lab.Store.Removed.UnionWith(
            files.Where(f => f.Phase == files[0].Phase || f.Resolution == 4).Select(f => f.Path));

        lab.Workers.Refuses = true;                                             // so that the lost phase waits
        Assert.Equal(6, (await lab.Catalog.Preview(Definitions.Sweep())).PhasesFinished);
        var again = await lab.Sweep("again").Submit(Definitions.Sweep());
        Assert.Equal((SweepStatus.Running, 1), (again.Status, again.Finished));
        var lost = Assert.Single((await lab.View("again")).Tree, n => n.Phase.Status == PhaseStatus.Queued);
        Assert.Equal(files[0].Phase, lost.Phase.Key);
        Assert.Contains(await lab.Catalog.GetEvents(50), e => e.Kind == "checkpoint-damaged"
            && e.Text.EndsWith("it is not in the store any more", StringComparison.Ordinal));
        lab.Workers.Refuses = false;
        Assert.Equal(2, (await lab.TrainToTheEnd("again")).Summary.Finished);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_damaged_end_sends_the_phase_back_to_its_newest_good_snapshot_and_children_wait(
        DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phases = await lab.Phases("s");
        var root = lab.Phase(phases[0]);
        var plan = (await root.Lease("host-a/cpu:0"))!;
        await root.ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 400));
        await root.Complete(plan.Token, FakeTraining.Final(plan));
        var child = (await lab.Phase(phases[1]).Lease("host-a/cpu:0"))!;
        await root.ReportDamage(child.StartFrom!.Path, "its SHA-256 is another");
        await lab.Phase(phases[1]).Release(child.Token, null);
        Assert.Null(await lab.Phase(phases[1]).Lease("host-a/cpu:0"));
        Assert.Equal((PhaseStatus.Queued, 400), ((await lab.View(root))!.Status, (await lab.View(root))!.Nimg));
        var again = (await root.Lease("host-a/cpu:0"))!;
        Assert.Equal(400, again.StartFrom!.Nimg);
        await root.ReportDamage(again.StartFrom.Path, "cut off");
        await root.Release(again.Token, null);
        Assert.Null((await root.Lease("host-a/cpu:0"))!.StartFrom);
        Assert.Equal(["checkpoint-damaged", "checkpoint-damaged"], (await lab.Catalog.GetEvents(50)).Select(e => e.Kind)
            .Where(k => k == "checkpoint-damaged"));
    }

    [Fact]
    public async Task the_file_made_anew_is_used_and_the_damaged_one_never_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var phases = await lab.Phases("s");
        var first = await lab.Train(phases[0]);
        await lab.Phase(phases[0]).ReportDamage(FakeTraining.Final(first).Path, "unreadable");
        await lab.Phase(phases[0]).ReportDamage(FakeTraining.Final(first).Path, "unreadable, says another child");
        var second = await lab.Train(phases[0]);
        Assert.Equal(
            FakeTraining.Final(second).Path, (await lab.Phase(phases[1]).Lease("host-a/cpu:0"))!.StartFrom!.Path);
        Assert.Equal(1, (await lab.View("s")).Summary.KimgTrained);
    }

    [Fact]
    public async Task experiments_that_are_finished_keep_their_ranks_and_their_checkpoint_is_made_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var before = await lab.TrainToTheEnd("s");
        var phase = (await lab.Phases("s"))[^1];
        lab.Workers.Taken.Clear();
        await lab.Phase(phase).ReportDamage(before.Experiments[1].Checkpoint!, "unreadable");
        await TestLab.Eventually(async () =>
            (await lab.Catalog.GetPhases([phase])) is [{ Status: PhaseStatus.Finished }]);
        Assert.Equal(phase, Assert.Single(lab.Workers.Taken).Plan.Phase);
        var after = await lab.View("s");
        Assert.NotEqual(before.Experiments[1].Checkpoint, after.Experiments[1].Checkpoint);
        Assert.Equal(SweepStatus.Finished, after.Summary.Status);
        Assert.Equal([1, 2], after.Experiments.Select(e => e.Rank));
        Assert.Equal(before.Summary.KimgTrained, after.Summary.KimgTrained);
    }

    [Fact]
    public async Task a_later_sweep_trains_only_the_damaged_phase_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var done = await lab.TrainToTheEnd("s");
        var phases = await lab.Phases("s");
        lab.Workers.Refuses = true;                                             // so that the lost phase waits
        await lab.Phase(phases[^1]).ReportDamage(done.Experiments[0].Checkpoint!, "unreadable");
        lab.Workers.Taken.Clear();
        await lab.Sweep("again").Submit(Definitions.Sweep(experiments: 1));
        lab.Workers.Refuses = false;
        var view = await lab.TrainToTheEnd("again");
        Assert.Equal(phases[^1], Assert.Single(lab.Workers.Taken).Plan.Phase);
        Assert.Equal((1, 5), (view.Summary.KimgTrained, (await lab.View("s")).Summary.KimgTrained));
    }

    [Fact]
    public async Task a_file_that_is_not_on_record_can_not_be_reported()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var root = (await lab.Phases("s"))[0];
        await Assert.ThrowsAsync<ArgumentException>(() =>
            lab.Phase(root).ReportDamage($"phases/{root[..2]}/{root}/0001/other.safetensors", "?"));
    }

    [Fact]
    public async Task an_absent_store_condemns_nothing_when_a_sweep_is_accepted()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var files = (await lab.TrainToTheEnd("s")).Experiments.Select(e => e.Checkpoint!);
        lab.Store.Removed.UnionWith(files);
        lab.Store.IsAway = true;
        Assert.Equal(1, (await lab.Sweep("again").Submit(Definitions.Sweep(experiments: 1))).Finished);
        Assert.DoesNotContain(await lab.Catalog.GetEvents(50), e => e.Kind == "checkpoint-damaged");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_file_that_is_whole_after_all_is_used_again_and_its_phase_is_not_trained(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var end = (await lab.TrainToTheEnd("s")).Experiments[0].Checkpoint!;
        var phases = await lab.Phases("s");
        lab.Workers.Refuses = true;                                             // so that the lost phase waits
        await lab.Phase(phases[^1]).ReportDamage(end, "it is not in the store any more");
        await lab.Phase(phases[0]).ReportDamage(
            (await lab.Catalog.GetEnds("", 100)).Single(e => e.File.Phase == phases[0]).File.Path, "it is gone too");
        Assert.Equal(2, await lab.Catalog.CountAwaited([phases[0], phases[^1]]));
        Assert.Equal(2, (await lab.Catalog.GetEnds("", 100)).Count(e => e.IsDamaged));

        await lab.Phase(phases[^1]).ReportMended(end);
        await lab.Phase(phases[^1]).ReportMended(end);
        Assert.Equal(PhaseStatus.Finished, (await lab.View(lab.Phase(phases[^1])))!.Status);
        Assert.Equal(0, await lab.Catalog.CountAwaited([phases[0], phases[^1]]));
        Assert.Equal(end, (await lab.Experiment("s.1").GetCheckpoints())!.Value[0].Path);
        Assert.Single(await lab.Catalog.GetEvents(50), e => e.Kind == "checkpoint-mended");
    }
}
