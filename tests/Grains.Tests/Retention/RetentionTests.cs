using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Retention;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Retention;

public sealed class RetentionTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task what_was_freed_is_trained_again_by_a_later_sweep_as_its_preview_says_and_results_stay(
        DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var before = await lab.TrainToTheEnd("s");
        var usage = await Free(lab, 0);
        Assert.Equal(
            [(FreeReason.Passed, 5), (FreeReason.RunnerUp, 1)], usage.Freed.Select(f => (f.Reason, f.Files)));
        Assert.Equal((6000, 1000 + 70), (usage.BytesFreed, usage.TooMuch));
        Assert.Single(await lab.Catalog.GetEvents(5), e => e.Kind == "store-freed");
        var after = await lab.View("s");
        Assert.Equal(before.Experiments.Select(e => (e.Rank, e.Swd!.Average, e.Nimg)),
            after.Experiments.Select(e => (e.Rank, e.Swd!.Average, e.Nimg)));
        Assert.Equal(before.Summary.KimgTrained, after.Summary.KimgTrained);
        Assert.NotEmpty((await lab.Experiment("s.2").GetTicks(10))!.Kimg);

        var preview = await lab.Catalog.Preview(Definitions.Sweep());
        Assert.Equal((5, 2), (preview.KimgToTrain, preview.PhasesFinished));
        lab.Workers.Taken.Clear();
        var again = await lab.Sweep("again").Submit(Definitions.Sweep());
        Assert.Equal((1, 0, 5, 5), (again.Finished, again.KimgTrained, again.KimgLeft, again.KimgReused));
        var end = await lab.TrainToTheEnd("again");
        Assert.Equal((2, 5), (end.Summary.Finished, end.Summary.KimgTrained));
        Assert.Equal(5, lab.Workers.Taken.Count);
        Assert.Null(lab.Workers.Taken.First().Plan.StartFrom);
        Assert.Empty(lab.Workers.Failures);
    }

    [Fact]
    public async Task what_an_open_experiment_goes_on_from_stays_and_so_does_what_is_starred()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        var tree = (await lab.View("s")).Tree;
        foreach (var node in tree.Where(n => n.Experiments.Contains(1)))
            await lab.Train(node.Phase.Key);
        await lab.Train(tree.First(n => n.Experiments is [2]).Phase.Key);
        await lab.Sweep("s").CancelExperiment("s.3");
        await Free(lab, 0);
        Assert.Equal(["16x16 fade-in of 2", "16x16 stabilize of 1"], await Ends(lab));

        await lab.Sweep("s").Star("s.2", true);
        Assert.True((await lab.View("s")).Experiments.Single(e => e.Number == 2).IsStarred);
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
        Assert.DoesNotContain(await lab.Catalog.GetEvents(100), e => e.Kind == "phase-needed-again");
        await Free(lab, 0);
        Assert.Equal(
            ["16x16 fade-in of 2", "16x16 stabilize of 1", "16x16 stabilize of 2"], await Ends(lab));
        await lab.Sweep("s").Star("s.2", false);
        await Free(lab, 0);
        Assert.Equal(["16x16 stabilize of 1"], await Ends(lab));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task what_is_starred_while_the_plan_is_made_stays(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.TrainToTheEnd("s");
        await Fill(lab);
        var now = lab.Clock.GetUtcNow();
        var files = await lab.Store.GetFiles();
        var held = await lab.Database.Read(db => HeldRecord.Load(db, files, now));
        var plan = RetentionPlan.Of(held, now, 0);
        Assert.Equal(6, plan.Free.Length);
        await lab.Sweep("s").Star("s.2", true);
        var freed = await lab.Database.Write(db => FreedRecord.TakeOff(db, held, plan.Free, now));
        var onlyOfFirst = (await lab.View("s")).Tree.Where(n => n.Experiments is [1]).Select(n => n.Phase.Key);
        Assert.Equal(onlyOfFirst.First(), Assert.Single(freed).File.Phase);
        Assert.Empty(await lab.Database.Write(db => FreedRecord.TakeOff(db, held,
            [.. plan.Free.Except(freed)], now)));
    }

    [Fact]
    public async Task an_experiment_that_is_started_again_trains_again_what_it_goes_on_from()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        foreach (var phase in (await lab.Phases("s"))[..3])
            await lab.Train(phase);
        await lab.Sweep("s").Cancel();
        await Free(lab, 0);
        Assert.Empty(await Ends(lab));
        await lab.Sweep("s").Retry(null);
        var end = (await lab.TrainToTheEnd("s")).Summary;
        Assert.Equal((1, 8), (end.Finished, end.KimgTrained));                  // three phases were trained twice
        Assert.Empty(lab.Workers.Failures);
    }

    [Fact]
    public async Task the_generator_of_a_finished_experiment_that_was_freed_is_told_and_made_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.TrainToTheEnd("s");
        await Free(lab, 0);
        Assert.False((await lab.Experiment("s.1").GetGenerator())!.IsFreed);
        Assert.True((await lab.Experiment("s.2").GetGenerator())!.IsFreed);
        Assert.Null(await lab.Experiment("s.9").GetGenerator());
        await lab.Sweep("s").Retry("s.2");
        Assert.False((await lab.Experiment("s.2").GetGenerator())!.IsFreed);
        await TestLab.Eventually(async () => !(await lab.Experiment("s.2").GetGenerator())!.IsFreed
            && (await lab.Experiment("s.2").GetGenerator())!.Checkpoint is { Final: true, Resolution: 16 });
        var view = await lab.View("s");
        Assert.Equal((SweepStatus.Finished, 7, 2),
            (view.Summary.Status, view.Summary.KimgTrained, view.Summary.Finished));
        await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Retry("s.2"));
    }

    [Fact]
    public async Task an_archived_sweep_keeps_its_results_and_its_best_generator()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        var refusal = await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Archive());
        Assert.Equal("Sweep 's' is running; cancel it or let it finish first.", refusal.Message);
        var before = await lab.TrainToTheEnd("s");
        await Fill(lab);
        Assert.Equal(new SweepArchival("s", 6, 6000), await lab.Sweep("s").Archive());
        Assert.Equal(["16x16 stabilize of 1"], await Ends(lab));
        var listed = Assert.Single(await lab.Catalog.GetSweeps());
        Assert.NotNull(listed.ArchivedAt);
        Assert.Equal(before.Summary.BestSwd!.Average, listed.BestSwd!.Average);
        Assert.Null((await lab.Sweep("s").Unarchive()).ArchivedAt);
        Assert.Null(Assert.Single(await lab.Catalog.GetSweeps()).ArchivedAt);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => lab.Sweep("t").Archive());
        Assert.Equal(["sweep-unarchived", "sweep-archived"], (await lab.Catalog.GetEvents(100)).Select(e => e.Kind)
            .Where(k => k.EndsWith("archived", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task an_archived_sweep_that_ranks_nobody_keeps_every_generator()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(SweepDocument.Read(Definitions.Sweep()) with { Objective = SweepObjective.None });
        await lab.TrainToTheEnd("s");
        await Fill(lab);
        await lab.Sweep("s").Archive();
        Assert.Equal(["16x16 stabilize of 1", "16x16 stabilize of 2"], await Ends(lab));
    }

    [Fact]
    public async Task archiving_frees_what_a_stopping_rule_held()
    {
        await using var lab = await TestLab.Start();
        var held = SweepDocument.Read("""
            { "name": "held", "dataset": "shapes", "stopping": { "rule": "halving", "rungs": [16] },
              "base": { "resolution": 32, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1,
                        "stabilizeKimg": 1, "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
              "search": { "space": { "learningRate@16": [0.001, 0.002, 0.003] } } }
            """);
        await lab.Sweep("s").Submit(held);
        Assert.Equal(1, (await lab.TrainToTheEnd("s")).Summary.Finished);
        await Free(lab, 0);
        Assert.Equal(
            ["16x16 stabilize of 2", "16x16 stabilize of 3", "32x32 stabilize of 1"], (await Ends(lab)).Order());
        await lab.Sweep("s").Archive();
        Assert.Equal(["32x32 stabilize of 1"], await Ends(lab));
        await lab.Sweep("s").Promote("s.2");
        Assert.Equal(2, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task a_file_that_is_freed_but_not_yet_deleted_is_nobodys_and_removed_at_the_next_start()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep());
        await lab.TrainToTheEnd("s");
        var paths = (await lab.Experiment("s.2").GetCheckpoints())!.Value.Select(c => c.Path).ToArray();
        await Free(lab, 0);
        Assert.Equal(paths.Order(), (await lab.Catalog.FindOrphans([.. paths])).Order());
    }

    private static async Task<StoreUsage> Free(TestLab lab, long limit)
    {
        await Fill(lab);
        var retention = lab.Grains.GetGrain<IRetentionGrain>(IRetentionGrain.Key);
        var foreseen = await retention.GetUsage(limit);
        var usage = await retention.Free(limit);
        Assert.Equal(foreseen.Freed.AsEnumerable(), usage.Freed);
        return usage;
    }

    /// <summary>Puts into the store what is on record: checkpoints of 1000 bytes, sample grids of 10.</summary>
    private static async Task Fill(TestLab lab)
    {
        lab.Store.Files.Clear();
        lab.Store.Files.AddRange(await lab.Database.Read(async db =>
            (await db.Checkpoints.ToListAsync()).Select(c => new StoreEntry(c.Path, c.Bytes, c.CreatedAt))
                .Concat((await db.Samples.ToListAsync()).Select(s => new StoreEntry(s.Path, 10, lab.Clock.GetUtcNow())))
                .ToArray()));
    }

    /// <summary>The final checkpoints on record, each with the last experiment that goes through its phase.</summary>
    private static async Task<string[]> Ends(TestLab lab)
    {
        var ends = await lab.Catalog.GetEnds("", 100);
        var tree = (await lab.View("s")).Tree.ToDictionary(n => n.Phase.Key);
        return [.. ends.Select(e => tree[e.File.Phase]).Select(n =>
            $"{PhaseName.Of(n.Phase.Resolution, n.Phase.Kind)} of {n.Experiments[^1]}").Order(StringComparer.Ordinal)];
    }
}
