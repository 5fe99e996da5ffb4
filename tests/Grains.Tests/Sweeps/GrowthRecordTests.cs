using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

/// <summary>What a search that learns reads from the record, and what it leaves there.</summary>
public sealed class GrowthRecordTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_result_stays_one_while_its_lost_checkpoint_is_made_again(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.TrainToTheEnd("s");
        var lost = await lab.Database.Read(db => db.Checkpoints.SingleAsync(c =>
            c.Final && db.Experiments.Any(e => e.Id == "s.1" && e.FinalPhase == c.Phase)));
        await lab.Phase(lost.Phase).ReportDamage(lost.Path, "it is gone");
        Assert.Equal(PhaseStatus.Queued, (await lab.View(lab.Phase(lost.Phase)))!.Status);
        Assert.Equal([(TrialState.Finished, 10), (TrialState.Finished, 20)],
            (await Tried(lab)).Select(t => (t.State, Math.Round(t.Value, 6))));
    }

    [Fact]
    public async Task what_a_person_cancelled_is_not_called_lost()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        await lab.Sweep("s").CancelExperiment("s.2");
        Assert.Equal([TrialState.Running, TrialState.Cancelled, TrialState.Running],
            (await Tried(lab)).Select(t => t.State));
    }

    [Fact]
    public async Task a_search_whose_dataset_was_replaced_waits_until_its_content_is_there_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(GrowingSweepTests.Tpe(parallel: 1, most: 3));
        await lab.Catalog.RegisterDataset(
            TestLab.Shapes with { Fingerprint = new string('b', 64), Channels = 3, Resolution = 8 });
        foreach (var phase in await lab.Phases("s"))
            await lab.Train(phase);
        await TestLab.Eventually(async () => (await Stuck(lab)).Length > 0);
        await lab.Scheduler.Wake();
        await lab.Heartbeat();
        Assert.Equal(
            "Its next experiments could not be proposed: Dataset 'shapes' has other images now than when this was "
            + "planned (content aaaaaaaaaaaa); prepare those again, under any name.", Assert.Single(await Stuck(lab)));
        var waiting = (await lab.View("s")).Summary;
        Assert.Equal((SweepStatus.Running, 1, 3), (waiting.Status, waiting.Finished, waiting.Planned));

        await lab.Catalog.RegisterDataset(TestLab.Shapes with { Name = "forms" });
        Assert.Equal(3, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.All(lab.Workers.Taken, taken =>
            Assert.Equal(("forms", 1), (taken.Plan.Dataset, taken.Plan.Recipe.Root.Channels)));
    }

    /// <summary>The older sweep gives up the experiment whose phases a growing one shares, then so does that.</summary>
    [Fact]
    public async Task phases_that_another_sweep_is_done_with_count_for_the_growing_one()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("older").Submit(Definitions.Sweep()
            .Replace("learningRate@16", "learningRate", StringComparison.Ordinal));
        await lab.Sweep("s").Submit(GrowingSweepTests.Tpe(parallel: 1, most: 2));
        Assert.Equal(3, (await lab.View("s")).Tree.Count(n => n.Reused));
        await lab.Sweep("older").CancelExperiment("older.1");
        await lab.Sweep("s").CancelExperiment("s.1");
        await TestLab.Eventually(async () => (await lab.View("s")).Experiments.Length == 2);
        await lab.TrainToTheEnd("older");
        Assert.Equal(5, (await lab.TrainToTheEnd("s")).Summary.KimgTrained);
        Assert.Equal(5, (await lab.View("older")).Summary.KimgTrained);
    }

    [Fact]
    public async Task a_sweep_that_trains_as_many_as_it_may_costs_a_round_one_query()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(GrowingSweepTests.Tpe(parallel: 2, most: 13));
        Assert.Equal(1, await lab.Commands.During(() =>
            SweepGrowth.Grow(lab.Database, lab.Store, lab.Clock, "s")));
    }

    private static Task<IReadOnlyList<TriedExperiment>> Tried(TestLab lab) => lab.Database.Read(
        async db => (IReadOnlyList<TriedExperiment>)await GrowingSweep.TriedIn(db, await db.Sweeps.SingleAsync()));

    private static async Task<string[]> Stuck(TestLab lab) =>
        [.. (await lab.Catalog.GetEvents(100)).Where(e => e.Kind == "search-stuck").Select(e => e.Text)];
}
