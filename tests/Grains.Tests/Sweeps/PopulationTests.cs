using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

/// <summary>
/// Experiments become copies of others at rungs, as the record alone says. SWD is 10,000 times the learning rate, so that
/// the first points are the best.
/// </summary>
public sealed class PopulationTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task the_worst_go_on_as_copies_of_the_best(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        var begun = await lab.Sweep("s").Submit(Sweep(points: 8));
        Assert.Equal((56, 56, 0), (begun.KimgRequested, begun.KimgLeft, begun.KimgPaused));
        var before = await Paths(lab);
        var end = await lab.TrainToTheEnd("s");

        Assert.Equal((SweepStatus.Finished, 8, 0), (end.Summary.Status, end.Summary.Finished, end.Summary.Lost));
        Assert.Equal((56, 56, 0, 0), (end.Summary.KimgRequested, end.Summary.KimgTrained, end.Summary.KimgReused,
            end.Summary.KimgPaused));
        var after = await Paths(lab);
        Assert.Equal([7, 8], end.Experiments.Where(e => !e.Lineage.IsEmpty).Select(e => e.Number).Order());
        foreach (var copy in end.Experiments.Where(e => !e.Lineage.IsEmpty))
        {
            var fork = Assert.Single(copy.Lineage);
            Assert.Equal((copy.Number, 16, 5, 8, copy.Number), (fork.Experiment, fork.Resolution, fork.Kimg, fork.Compared, fork.Place));
            Assert.Contains(fork.Source, (int[])[1, 2]);
            Assert.Equal((fork.Source * 10.0, copy.Number * 10.0), (fork.SourceSwd, fork.Swd), new Near());
            Assert.Equal(before[fork.Source - 1][..5], after[copy.Number - 1][..5]);
            Assert.Equal(fork.Phase, after[copy.Number - 1][4]);
            Assert.Empty(after[copy.Number - 1][5..].Intersect(before.SelectMany(p => p)));
            var change = Assert.Single(fork.Changes);
            Assert.Equal(("learningRate", copy.Varied[0].Value), (change.Name, change.After));
            Assert.Equal($"learningRate {change.After}", copy.Name);
            Assert.Equal(10_000 * double.Parse(change.After!, System.Globalization.CultureInfo.InvariantCulture), copy.Swd!.Average, 1e-6);
            Assert.StartsWith(
                $"#{copy.Number} became a copy of #{fork.Source} at 16x16 after 5 kimg: its SWD {copy.Number}0.0 was the "
                + $"{copy.Number}th of 8, that of #{fork.Source} {fork.Source}0.0. It went on with learningRate ",
                fork.Sentence(), StringComparison.Ordinal);
            Assert.Equal(change.After,
                (await lab.Experiment(copy.Id).GetView())!.Settings.Single(s => s.Name == "learningRate").Value);
        }
        var rung = Assert.Single(end.Rungs);
        Assert.Equal([.. Enumerable.Repeat(RungOutcome.Promoted, 6), RungOutcome.Copied, RungOutcome.Copied],
            rung.Points.Select(p => p.Outcome));
        Assert.Equal(end.Experiments.Single(e => e.Number == 8).Lineage[0].Source, rung.Points[7].CopyOf);
        Assert.Empty(end.Points);
        Assert.Equal(2, end.Tree.Count(n => n.Phase.Index == 4 && n.Experiments.IsEmpty));

        await lab.Sweep("s").Remove();
        Assert.Equal((0, 0, 0), await lab.Database.Read(async db => (await db.Forks.CountAsync(),
            await db.Phases.CountAsync(), await db.SweepPhases.CountAsync())));
    }

    [Fact]
    public async Task neither_the_order_of_results_nor_kills_change_a_lineage()
    {
        var first = await Lineage([1, 2, 3, 4, 5, 6, 7], kills: false);
        Assert.Equal(7, first.Length);
        Assert.Contains(first, line => line.Contains("copy", StringComparison.Ordinal));
        Assert.Equal(first, await Lineage([7, 4, 1, 6, 2, 5, 3], kills: true));
    }

    [Fact]
    public async Task who_is_certain_to_stay_goes_on_at_once_and_its_end_is_kept_for_those_that_wait()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep(points: 4));
        await TrainTo16(lab, 1);
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 1));
        await TrainTo16(lab, 2);
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 1));
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 2));
        var held = (await lab.View("s")).Experiments.Single(e => e.Number == 2);
        Assert.Equal(
            "Waits at 16x16 after 5 kimg for 2 more: its SWD 20.0 is the 2nd of 2 there, and the worst one goes on as a "
            + "copy of one of the best.", held.Reason);
        var path = (await Paths(lab))[0];
        foreach (var phase in path[5..])
            await lab.Train(phase);
        Assert.Equal([path[4]], await MayBeCopied(lab));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal(1, end.Experiments.Single(e => e.Number == 4).Lineage[0].Source);
        Assert.Empty(await MayBeCopied(lab));
    }

    [Fact]
    public async Task what_diverged_ends_and_what_was_given_up_is_not_waited_for()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep(points: 5));
        await lab.Sweep("s").CancelExperiment("s.2");
        await Diverge(lab, (await Paths(lab))[0][0]);
        await lab.Sweep("s").Pause("s.3");
        foreach (var number in (int[])[4, 5])
            await TrainTo16(lab, number);
        Assert.Equal((0, ExperimentStatus.Paused), await Standing(lab, 5));     // a person's pause holds it
        await lab.Sweep("s").Resume("s.3");
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 3, 1), (end.Summary.Status, end.Summary.Finished, end.Summary.Lost));
        Assert.Equal([(5, 3)], end.Experiments.SelectMany(e => e.Lineage).Select(f => (f.Experiment, f.Source)));
        Assert.Equal(RungOutcome.Lost, end.Rungs[0].Points[^1].Outcome);
        Assert.Equal((5 * 7, 7 - 0, 7), (end.Summary.KimgRequested, end.Summary.KimgGivenUp / 2, end.Summary.KimgTrained / 3));
    }

    /// <summary>Behind a rung nothing is an experiment's own before it has gone on, whoever trained it or diverged there.</summary>
    [Fact]
    public async Task what_others_trained_changes_no_lineage_and_is_trained_once()
    {
        var alone = await Lineage([1, 2, 3, 4, 5, 6, 7], kills: false);
        await using var lab = await TestLab.Start();
        await lab.Sweep("all").Submit(Sweep(points: 7, rule: null));
        await Diverge(lab, (await Paths(lab, "all"))[6][6], train: true);
        await lab.TrainToTheEnd("all");
        await lab.Sweep("s").Submit(Sweep(points: 7));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 7), (end.Summary.Status, end.Summary.Finished));
        Assert.Equal(alone, await Lineage(lab));
        Assert.Equal(2, end.Summary.KimgTrained);                               // the copy's two phases

        var again = await lab.Sweep("again").Submit(Sweep(points: 7));
        Assert.Equal((SweepStatus.Finished, 0, 49), (again.Status, again.KimgTrained, again.KimgReused));
        Assert.Equal(alone, await Lineage(lab, "again"));
    }

    [Fact]
    public async Task a_copy_that_diverges_or_fails_is_started_again_under_its_lineage()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep(points: 4));
        foreach (var number in (int[])[1, 2, 3, 4])
            await TrainTo16(lab, number);
        var lineage = await Lineage(lab);
        await Diverge(lab, (await Paths(lab))[3][5]);
        Assert.Equal((1, ExperimentStatus.Diverged), await Standing(lab, 4));
        await lab.Sweep("s").Retry("s.4");
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 4), (end.Summary.Status, end.Summary.Finished));
        Assert.Equal(lineage, await Lineage(lab));
    }

    [Fact]
    public async Task a_spent_budget_holds_copies_back_until_it_is_raised()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep(points: 3));
        foreach (var number in (int[])[1, 2])
            await TrainTo16(lab, number);
        await lab.Sweep("s").SetBudget(new SweepBudget { Kimg = 0.1 });
        await TestLab.Eventually(async () =>
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
            await lab.Scheduler.Wake();
            return (await lab.View("s")).Summary.Status == SweepStatus.Spent;
        });
        await lab.Sweep("s").CancelExperiment("s.3");
        Assert.Equal(0, await lab.Database.Read(db => db.Forks.CountAsync()));
        await lab.Sweep("s").SetBudget(SweepBudget.None);
        Assert.Equal((1, ExperimentStatus.Queued), await Standing(lab, 2));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((2, 1), (end.Summary.Finished, end.Experiments.Single(e => e.Number == 2).Lineage[0].Source));
    }

    [Fact]
    public async Task a_lineage_tells_all_whose_checkpoints_came_down_to_an_experiment()
    {
        await using var lab = await TestLab.Start();
        await lab.Catalog.RegisterDataset(new DatasetFacts("big", new string('b', 64), 64, 1, 1000, 0));
        await lab.Sweep("s").Submit(Sweep(points: 6, more: ", \"quantile\": 0.5", resolution: 64, dataset: "big"));
        var end = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 6, 54), (end.Summary.Status, end.Summary.Finished, end.Summary.KimgTrained));
        var paths = await Paths(lab);
        Assert.Contains(end.Experiments, e => e.Lineage.Length == 2);
        foreach (var experiment in end.Experiments)
        {
            Assert.Equal(experiment.Lineage.Select(f => f.Kimg).Order(), experiment.Lineage.Select(f => f.Kimg));
            Assert.True(experiment.Lineage.IsEmpty || experiment.Lineage[^1].Experiment == experiment.Number
                || experiment.Lineage.Any(f => f.Experiment == experiment.Number));
            foreach (var fork in experiment.Lineage)
                Assert.Contains(fork.Phase, paths[experiment.Number - 1]);
        }
        Assert.Equal(9, paths.Max(p => p.Length));
        Assert.All(paths, p => Assert.Equal(9, p.Length));
    }

    private static async Task<string[]> Lineage(int[] order, bool kills)
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep(points: 7));
        foreach (var number in order)
        {
            await TrainTo16(lab, number);
            if (kills)
                await lab.Restart();
        }
        return await Lineage(lab);
    }

    /// <summary>What each experiment came from, and the key of its last phase.</summary>
    private static Task<string[]> Lineage(TestLab lab, string sweep = "s") => lab.Database.Read(async db =>
    {
        var forks = await db.Forks.Where(f => f.SweepId == sweep).ToListAsync();
        var experiments = await db.Experiments.Where(e => e.SweepId == sweep).OrderBy(e => e.Number).ToListAsync();
        return experiments.Select(e => $"{e.Number} {e.Name} {e.FinalPhase}"
            + string.Concat(forks.Where(f => f.Experiment == e.Number).Select(f => $" copy of {f.Source} at {f.Rung}"))).ToArray();
    });

    private static async Task<ImmutableArray<string[]>> Paths(TestLab lab, string sweep = "s") =>
        await lab.Database.Read(async db =>
        {
            var steps = await db.ExperimentPhases.Join(db.Experiments.Where(e => e.SweepId == sweep), s => s.ExperimentId,
                e => e.Id, (s, e) => new { e.Number, s.Index, s.Phase }).ToListAsync();
            return steps.GroupBy(s => s.Number).OrderBy(g => g.Key)
                .Select(g => g.OrderBy(s => s.Index).Select(s => s.Phase).ToArray()).ToImmutableArray();
        });

    private static async Task TrainTo16(TestLab lab, int number)
    {
        foreach (var phase in (await lab.Experiment($"s.{number}").GetView())!.Phases.Where(p => p.Resolution <= 16))
            await lab.Train(phase.Key);
    }

    /// <summary>A phase diverges, after those before it were trained.</summary>
    private static async Task Diverge(TestLab lab, string phase, bool train = false)
    {
        if (train && (await lab.View(lab.Phase(phase)))!.Parent is { } parent)
            await TrainUpTo(lab, parent);
        var plan = (await lab.Phase(phase).Lease("host-a/cpu:0"))!;
        await lab.Phase(phase).Diverge(plan.Token, "gradient is NaN");
    }

    private static async Task TrainUpTo(TestLab lab, string phase)
    {
        if ((await lab.View(lab.Phase(phase)))!.Parent is { } parent)
            await TrainUpTo(lab, parent);
        await lab.Train(phase);
    }

    private static Task<(int Rung, ExperimentStatus Status)> Standing(TestLab lab, int number) =>
        lab.Database.Read(async db =>
        {
            var row = await db.Experiments.SingleAsync(e => e.Number == number);
            return (row.Rung, row.Status);
        });

    private static Task<ImmutableArray<string>> MayBeCopied(TestLab lab) => lab.Database.Read(async db =>
        (await HeldRecord.Load(db, [], lab.Clock.GetUtcNow())).MayBeCopied);

    /// <summary>Phases of 1 kimg; points differ from the first phase on.</summary>
    private static string Sweep(
        int points, string more = "", string? rule = "pbt", int resolution = 32, string dataset = "shapes") => $$"""
        { "name": "Population", "dataset": "{{dataset}}",
          "base": { "resolution": {{resolution}}, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1, "stabilizeKimg": 1,
                    "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
          {{(rule is null ? "" : $"\"stopping\": {{ \"rule\": \"{rule}\" {more} }},")}}
          "search": { "strategy": "random", "space": { "learningRate": { "min": 1e-4, "max": 1e-1, "scale": "log" } },
            "tryFirst": [{{string.Join(", ", Enumerable.Range(1, points).Select(i => $"{{ \"learningRate\": 0.00{i} }}"))}}] },
          "budget": { "maxExperiments": {{points}} } }
        """;

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public int GetHashCode((double, double) obj) => 0;
    }
}
