using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

/// <summary>
/// Experiments wait at rungs and go on, as the record alone says. SWD is 10,000 times the learning rate, so that the first
/// points are the best.
/// </summary>
public sealed class StoppingTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task halving_trains_the_best_to_the_end_and_keeps_what_the_others_have(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var begun = await lab.Sweep("s").Submit(Sweep("halving", points: 9));
        Assert.Equal((63, 45, 18), (begun.KimgRequested, begun.KimgLeft, begun.KimgPaused));
        var end = await lab.TrainToTheEnd("s");

        Assert.Equal((SweepStatus.Finished, 3, 0), (end.Summary.Status, end.Summary.Finished, end.Summary.Lost));
        Assert.Equal([1, 2, 3], end.Experiments.Where(e => e.Status == ExperimentStatus.Finished).Select(e => e.Number));
        Assert.Equal((51, 12, 0), (end.Summary.KimgTrained, end.Summary.KimgPaused, end.Summary.KimgLeft));
        Assert.Equal("s.1", end.Summary.BestExperiment);
        var held = end.Experiments.Single(e => e.Number == 4);
        Assert.Equal((ExperimentStatus.Paused, true, 5008), (held.Status, held.IsHeld, held.Nimg));
        Assert.Equal(
            "Waits at 16x16 after 5 kimg: its SWD 40.0 is the 4th of 9 there, and the best 3 go on.", held.Reason);
        var rung = Assert.Single(end.Rungs);
        Assert.Equal((16, 5, 0, 9), (rung.Resolution, rung.Kimg, rung.Underway, rung.Points.Length));
        Assert.Equal([RungOutcome.Promoted, RungOutcome.Paused], rung.Points.Skip(2).Take(2).Select(p => p.Outcome));
    }

    [Fact]
    public async Task asha_lets_on_who_is_among_the_best_without_waiting()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("asha", points: 6, more: ", \"reductionFactor\": 2"));
        await TrainTo16(lab, 5);
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 5));     // alone
        await TrainTo16(lab, 6);
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 6));     // worse than the other one
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 5));
        await TrainTo16(lab, 1);
        await TrainTo16(lab, 2);
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 1));
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 2));     // best 2 of 4
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 6));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 4), (end.Summary.Status, end.Summary.Finished));
    }

    [Fact]
    public async Task a_lab_that_was_killed_between_results_decides_the_same_and_every_decision_follows_again()
    {
        var undisturbed = await Decisions(kills: false);
        Assert.Equal(undisturbed, await Decisions(kills: true));
        Assert.NotEmpty(undisturbed);
    }

    [Fact]
    public async Task a_person_lets_on_whom_the_rule_holds_also_after_the_end()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3));
        await lab.TrainToTheEnd("s");
        Assert.Equal(
            "Experiment 's.1' does not wait at a rung; only one that its sweep's stopping rule paused can be promoted.",
            (await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Promote("s.1"))).Message);
        Assert.Equal("Experiment 's.3' was paused by its sweep's stopping rule; promote it instead.",
            (await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Resume("s.3"))).Message);

        Assert.Equal(SweepStatus.Running, (await lab.Sweep("s").Promote("s.3")).Status);
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 2), (end.Summary.Status, end.Summary.Finished));
        Assert.Equal([RungOutcome.Promoted, RungOutcome.Paused, RungOutcome.PromotedByHand],
            end.Rungs[0].Points.Select(p => p.Outcome));
        Assert.Equal(17 + 2, end.Summary.KimgTrained);
        await lab.Sweep("s").Remove();
        Assert.Equal(0, await lab.Database.Read(db => db.RungResults.CountAsync()));
    }

    [Fact]
    public async Task what_another_sweep_trained_is_there_when_a_held_one_goes_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3));
        await lab.Sweep("all").Submit(Sweep(null, points: 3));
        var all = await lab.TrainToTheEnd("all");
        Assert.Equal(3, all.Summary.Finished);
        var (status, finished) = await Ended(lab);                              // some end while s still runs
        Assert.Equal(SweepStatus.Finished, status);
        var held = (await lab.View("s")).Experiments.First(e => e.IsHeld).Id;
        var before = lab.Workers.Taken.Count;
        Assert.Equal(SweepStatus.Finished, (await lab.Sweep("s").Promote(held)).Status);
        Assert.Equal((SweepStatus.Finished, finished + 1), await Ended(lab));
        Assert.Equal((before, 0), (lab.Workers.Taken.Count, lab.Workers.Stops.Count));
    }

    [Fact]
    public async Task what_others_train_behind_the_rung_is_theirs()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3));
        await TrainTo16(lab, 1);
        await lab.Sweep("s").Pause("s.2");
        await lab.Sweep("s").Pause("s.3");
        Assert.Equal(5, (await lab.View("s")).Summary.KimgTrained);
        await lab.Sweep("one").Submit(Sweep(null, points: 1));
        Assert.Equal(2, (await lab.TrainToTheEnd("one")).Summary.KimgTrained);
        var summary = (await lab.View("s")).Summary;
        Assert.Equal((5, 1), (summary.KimgTrained, summary.Finished));
    }

    [Fact]
    public async Task what_was_freed_behind_the_rungs_is_not_trained_before_somebody_goes_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("all").Submit(Sweep(null, points: 3));
        await lab.TrainToTheEnd("all");
        await lab.Database.Write(db => db.Checkpoints.ExecuteDeleteAsync());
        lab.Workers.Taken.Clear();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3, more: ", \"rungs\": [16]"));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 1, 7), (end.Summary.Status, end.Summary.Finished, end.Summary.KimgTrained));
        Assert.Equal(7, lab.Workers.Taken.Count);
        Assert.NotNull((await lab.Experiment("s.1").GetGenerator())!.Checkpoint);
    }

    [Fact]
    public async Task a_phase_that_diverged_for_others_ends_who_was_held_before_it_when_the_sweep_goes_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3));
        await lab.TrainToTheEnd("s");                                 // 1 has finished, 2 and 3 are held
        var behind = (await lab.Experiment("s.2").GetView())!.Phases[^1];
        lab.Workers.Refuses = true;                                             // the test leases by itself
        await lab.Sweep("all").Submit(Sweep(null, points: 2));
        await lab.Train((await lab.Experiment("s.2").GetView())!.Phases[^2].Key);
        await lab.Phase(behind.Key)
            .Diverge((await lab.Phase(behind.Key).Lease("host-a/cpu:1"))!.Token, "gradient is NaN");
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 2));
        await lab.Restart();
        await lab.Sweep("s").Promote("s.3");
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 2, 1), (end.Summary.Status, end.Summary.Finished, end.Summary.Lost));
        Assert.Equal("gradient is NaN", end.Experiments.Single(e => e.Number == 2).Reason);
    }

    [Fact]
    public async Task a_phase_that_failed_for_others_is_tried_again_when_a_sweep_that_was_held_before_it_goes_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3));
        await lab.TrainToTheEnd("s");                                 // 1 has finished, 2 and 3 are held
        var path = (await lab.Experiment("s.2").GetView())!.Phases;
        lab.Workers.Refuses = true;                                             // the test leases by itself
        await lab.Sweep("all").Submit(Sweep(null, points: 2));
        await lab.Train(path[^2].Key);
        for (var attempt = 0; attempt < RetryRules.MostAttempts; attempt++)
        {
            var plan = (await lab.Phase(path[^1].Key).Lease("host-a/cpu:1"))!;
            await lab.Phase(path[^1].Key).Release(plan.Token, "no power");
            lab.Clock.Advance(RetryRules.Wait(attempt + 1));
        }
        Assert.Equal((SweepStatus.Finished, 1), ((await lab.View("all")).Summary.Status, (await lab.View("all")).Summary.Lost));
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 2));
        lab.Workers.Refuses = false;
        await lab.Sweep("s").Promote("s.2");
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 2, 0), (end.Summary.Status, end.Summary.Finished, end.Summary.Lost));
    }

    [Fact]
    public async Task what_diverged_or_was_given_up_is_not_waited_for_and_never_let_on()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 4, more: ", \"reductionFactor\": 2"));
        await lab.Sweep("s").CancelExperiment("s.4");
        var first = (await lab.Experiment("s.1").GetView())!.Phases[0].Key;
        var plan = (await lab.Phase(first).Lease("host-a/cpu:0"))!;
        await lab.Phase(first).Diverge(plan.Token, "gradient is NaN");
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal([2], end.Experiments.Where(e => e.Status == ExperimentStatus.Finished).Select(e => e.Number));
        Assert.Equal(RungOutcome.Lost, end.Rungs[0].Points[^1].Outcome);
    }

    [Fact]
    public async Task seeds_of_a_point_go_on_together_by_their_mean()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3, root: "\"repeats\": 2,"));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal([1, 2],
            end.Experiments.Where(e => e.Status == ExperimentStatus.Finished).Select(e => e.Number).Order());
    }

    [Fact]
    public async Task a_rung_within_the_last_phase_gives_the_worker_back_when_it_is_measured()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 2, more: ", \"rungs\": [\"6.5 kimg\"]"));
        foreach (var number in (int[])[2, 1])
        {
            var path = (await lab.Experiment($"s.{number}").GetView())!.Phases;
            foreach (var phase in path.SkipLast(1))
                await lab.Train(phase.Key);
            var plan = (await lab.Phase(path[^1].Key).Lease("host-a/cpu:0"))!;
            await lab.Phase(path[^1].Key).ReportSwd(plan.Token, FakeTraining.Swd(plan, 6512));
            await lab.Phase(path[^1].Key).ReportSnapshot(plan.Token, FakeTraining.Snapshot(plan, 6520));
            await lab.Phase(path[^1].Key).Release(plan.Token, null);
        }
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 2));
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 1));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 1), (end.Summary.Status, end.Summary.Finished));
    }

    [Fact]
    public async Task a_search_that_learns_goes_on_while_points_wait_at_rungs()
    {
        await using var lab = await TestLab.Start();
        await lab.Heartbeat();
        await lab.Sweep("s").Submit(GrowingSweepTests.Tpe(parallel: 2, most: 14,
            space: "\"learningRate\": { \"min\": 1e-4, \"max\": 1e-1, \"scale\": \"log\" }", resolution: 32,
            more: "\"stopping\": { \"rule\": \"asha\" },"));
        var end = await lab.TrainToTheEnd("s", 180);
        Assert.Equal((SweepStatus.Finished, 14), (end.Summary.Status, end.Summary.Experiments));
        Assert.InRange(end.Summary.Finished, 1, 13);
        Assert.Equal(14, end.Rungs[0].Points.Length);
        var (proposals, results) = await lab.Database.Read(async db => (
            await db.SearchDecisions.OrderBy(d => d.Number).ToListAsync(), await db.RungResults.ToListAsync()));
        Assert.Equal((0, true), (proposals[0].RungDecision, proposals[^1].RungDecision > 0));
        Assert.Equal(proposals.Select(d => d.RungDecision).Order(), proposals.Select(d => d.RungDecision));
        Assert.All(proposals, d => Assert.All(results.Where(r => r.Decision <= d.RungDecision),
            r => Assert.True(r.Experiment < d.Number)));
    }

    private static async Task<(SweepStatus, int)> Ended(TestLab lab)
    {
        var summary = (await lab.View("s")).Summary;
        return (summary.Status, summary.Finished);
    }

    private static Task<(int Rung, ExperimentStatus Status)> Standing(TestLab lab, int number) =>
        lab.Database.Read(async db =>
        {
            var row = await db.Experiments.SingleAsync(e => e.SweepId == "s" && e.Number == number);
            return (row.Rung, row.Status);
        });

    /// <summary>Trains an experiment up to its rung.</summary>
    [Fact]
    public async Task a_rule_decides_what_came_while_the_budget_was_used_up()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3));
        await TrainTo16(lab, 1);
        await TrainTo16(lab, 2);
        await lab.Sweep("s").SetBudget(new SweepBudget { Kimg = 0.1 });
        await TestLab.Eventually(async () =>
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
            await lab.Scheduler.Wake();
            return (await lab.View("s")).Summary.Status == SweepStatus.Spent;
        });
        await lab.Sweep("s").CancelExperiment("s.3");
        Assert.Contains("raise that first",
            (await Assert.ThrowsAsync<WrongStateException>(() => lab.Sweep("s").Promote("s.2"))).Message);

        Assert.Equal(SweepStatus.Running, (await lab.Sweep("s").SetBudget(SweepBudget.None)).Status);
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 1));
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 2));
        Assert.Equal(1, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    [Fact]
    public async Task an_experiment_that_starts_again_only_to_be_held_leaves_its_sweep_finished()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3));
        await lab.TrainToTheEnd("s");
        await lab.Sweep("s").CancelExperiment("s.3");
        Assert.Equal(SweepStatus.Finished, (await lab.Sweep("s").Retry("s.3")).Status);
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 3));
    }

    [Fact]
    public async Task a_person_lets_on_the_seed_that_is_named_with_those_behind_it()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("halving", points: 3, root: "\"repeats\": 2,"));
        await lab.TrainToTheEnd("s");
        await lab.Sweep("s").Promote("s.6");
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 5));
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 6));
        Assert.Equal(4, (await lab.TrainToTheEnd("s")).Summary.Finished);
    }

    private static async Task TrainTo16(TestLab lab, int number)
    {
        foreach (var phase in (await lab.Experiment($"s.{number}").GetView())!.Phases.Where(p => p.Resolution <= 16))
            await lab.Train(phase.Key);
    }

    /// <summary>What was decided, in order; every decision is held against the rule and what was known.</summary>
    private static async Task<string[]> Decisions(bool kills)
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("asha", points: 7, more: ", \"reductionFactor\": 2"));
        foreach (var number in (int[])[4, 7, 2, 1, 6, 3, 5])
        {
            await TrainTo16(lab, number);
            if (kills)
                await lab.Restart();
        }
        return await lab.Database.Read(async db =>
        {
            var policy = (await db.Sweeps.SingleAsync()).Stopping!;
            var results = await db.RungResults.ToListAsync();
            var promotions = await db.Promotions.OrderBy(p => p.Decision).ThenBy(p => p.Point).ToListAsync();
            for (var decision = 1; decision <= results.Max(r => r.Decision); decision++)
            {
                var before = promotions.Where(p => p.Decision < decision).Select(p => p.Point).ToHashSet();
                RacingPoint[] points = [.. Enumerable.Range(0, 7).Select(i =>
                    results.Find(r => r.Experiment == i + 1 && r.Decision <= decision) is { } known
                        ? new RacingPoint(i, before.Contains(i) ? 1 : 0,
                            before.Contains(i) ? RacingState.Underway : RacingState.Waiting, [known.Value!.Value])
                        : new RacingPoint(i, 0, RacingState.Underway, [double.NaN]))];
                Assert.Equal(Promotions.Of(policy, points, areAll: true).Order(),
                    promotions.Where(p => p.Decision == decision).Select(p => p.Point));
            }
            return promotions.Select(p => $"{p.Decision}: {p.Point}").ToArray();
        });
    }

    /// <summary>Seven phases of 1 kimg to 32 px; points differ from the first phase on.</summary>
    private static string Sweep(string? rule, int points, string more = "", string root = "") => $$"""
        { "name": "Stopped", "dataset": "shapes", {{root}}
          "base": { "resolution": 32, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1, "stabilizeKimg": 1,
                    "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
          {{(rule is null ? "" : $"\"stopping\": {{ \"rule\": \"{rule}\" {more} }},")}}
          "search": { "space": { "learningRate": [{{string.Join(", ", Enumerable.Range(1, points).Select(i => $"0.00{i}"))}}] } } }
        """;
}
