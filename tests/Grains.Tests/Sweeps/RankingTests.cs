using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class RankingTests
{
    [Fact]
    public async Task with_objective_ms_ssim_the_experiment_nearest_to_the_reals_is_the_best()
    {
        await using var lab = await TestLab.Start();
        var sweep = SweepDocument.Read("""
            { "name": "similar", "dataset": "shapes", "objective": "ms-ssim",
              "base": { "resolution": 16, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1,
                        "stabilizeKimg": 1, "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
              "search": { "space": { "learningRate": [0.001, 0.002, 0.0035] } } }
            """);
        var begun = await lab.Sweep("s").Submit(sweep);
        Assert.Equal("ms-ssim", begun.Objective.Word());
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal([2, 1, 3], view.Experiments.Select(e => e.Number));
        Assert.Equal([0, 0.001, 0.0015], view.Experiments.Select(e => Math.Round(e.Score!.Value, 9)));
        Assert.Equal(20, view.Summary.BestSwd!.Average, 1e-9);
        await lab.Restart();
        Assert.Equal("ms-ssim", (await lab.View("s")).Summary.Objective.Word());
    }

    [Theory]
    [InlineData("fid @ aaaaaaaa", new[] { 3, 2, 1 })]
    [InlineData("kid", new[] { 1, 2, 3 })]
    public async Task with_features_as_objective_ends_are_measured_by_the_extractor_and_ranked(
        string objective, int[] order)
    {
        await using var lab = await TestLab.Start();
        var refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => lab.Sweep("s").Submit(Featured(objective)));
        Assert.Contains("the lab has no extractor of features", refused.Message, StringComparison.Ordinal);
        Assert.Null(await lab.Sweep("s").GetView());

        var extractor = new string('a', 64);
        lab.Store.Extractors = [extractor, new string('b', 64)];
        await lab.Sweep("s").Submit(Featured(objective));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal($"{objective[..3]} @ {extractor}", view.Summary.Objective.Word());
        Assert.Contains(extractor, view.DefinitionJson, StringComparison.Ordinal);
        Assert.Equal(order, view.Experiments.Select(e => e.Number));
        Assert.All(view.Experiments, e => Assert.Equal(extractor, e.RankedSwd!.Features!.Value.Single().Extractor));
    }

    [Fact]
    public async Task what_was_trained_for_others_is_measured_again_by_each_new_extractor()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Featured("swd"));
        await lab.TrainToTheEnd("s");
        foreach (var digit in "ab")
        {
            var (id, extractor) = ($"by-{digit}", new string(digit, 64));
            lab.Store.Extractors = [extractor];
            await lab.Sweep(id).Submit(Featured("fid"));
            Assert.Equal(0, (await lab.View(id)).Summary.Finished);
            var view = await lab.TrainToTheEnd(id);
            Assert.Equal((0, 3), (view.Summary.KimgTrained, view.Summary.Finished));
            Assert.Equal([3, 2, 1], view.Experiments.Select(e => e.Number));
        }
        Assert.Equal([3, 2, 1], (await lab.View("by-a")).Experiments.Where(e => e.Rank is not null).Select(e => e.Number));

        await lab.Sweep("again").Submit(Featured("kid"));
        Assert.Equal(SweepStatus.Finished, (await lab.View("again")).Summary.Status);
    }

    private static SweepDefinition Featured(string objective) => SweepDocument.Read($$"""
        { "name": "featured", "dataset": "shapes", "objective": "{{objective}}",
          "base": { "resolution": 16, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1,
                    "stabilizeKimg": 1, "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
          "search": { "space": { "learningRate": [0.001, 0.002, 0.0035] } } }
        """);

    [Fact]
    public async Task a_sweep_whose_phases_were_all_trained_by_one_that_ended_higher_measures_the_reals_and_ranks()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("longer").Submit(Definitions.Sweep(resolution: 32)
            .Replace("learningRate@32", "learningRate@16", StringComparison.Ordinal));
        await lab.TrainToTheEnd("longer");
        lab.Workers.Taken.Clear();
        await lab.Sweep("s").Submit(Definitions.Sweep().Replace("\"swd\"", "\"ms-ssim\"", StringComparison.Ordinal));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 2, 0), (view.Summary.Status, view.Summary.Finished, view.Summary.KimgTrained));
        Assert.Equal([2, 1], view.Experiments.Select(e => e.Number));
        Assert.All(view.Experiments, e => Assert.NotNull(e.Rank));
        Assert.True(Assert.Single(lab.Workers.Taken).Plan.Evaluation.MeasureReferences);
    }

    [Fact]
    public async Task only_results_at_equal_kimg_are_ranked_together()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 2));
        var tree = (await lab.View("s")).Tree;
        foreach (var node in tree.Where(n => n.Experiments.Contains(2)))
            await lab.Train(node.Phase.Key);
        await lab.Train(tree.First(n => n.Experiments is [1]).Phase.Key);
        var view = await lab.View("s");
        Assert.Equal(["s.2", "s.1"], view.Experiments.Select(e => e.Id));
        Assert.Equal([1, null], view.Experiments.Select(e => e.Rank));
        Assert.True(view.Experiments[1].Swd!.Average < view.Experiments[0].Swd!.Average,
            "The unranked one looks better, measured earlier.");
        Assert.Equal("s.2", view.Summary.BestExperiment);
        await lab.Train(tree.Last(n => n.Experiments is [1]).Phase.Key);
        Assert.Equal(["s.1", "s.2"], (await lab.View("s")).Experiments.Select(e => e.Id));
    }

    [Fact]
    public async Task experiments_with_other_minibatches_pass_the_same_plan_and_are_ranked_together()
    {
        await using var lab = await TestLab.Start();
        var definition = Definitions.Sweep()
            .Replace("\"learningRate@16\": [0.001, 0.002]", "\"minibatch@16\": [8, 32]", StringComparison.Ordinal);
        await lab.Sweep("s").Submit(definition);
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal(2, view.Experiments.Select(e => e.Swd!.Nimg).Distinct().Count());
        Assert.Equal([1, 2], view.Experiments.Select(e => e.Rank));
    }

    [Fact]
    public async Task a_longer_run_stands_beside_the_ranking_of_those_of_equal_length()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(OneIsLonger());
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal(["s.1", "s.2", "s.3"], view.Experiments.Select(e => e.Id));
        Assert.Equal([1, 2, null], view.Experiments.Select(e => e.Rank));
        var longer = view.Experiments[2];
        Assert.True(longer.Swd!.Average < view.Experiments[0].Swd!.Average, "The longer one looks better.");
        Assert.Equal((null, longer.Swd), (longer.RankedSwd, longer.SwdElsewhere()));
        Assert.Equal(
            ("s.1", view.Experiments[0].Swd!.Average), (view.Summary.BestExperiment, view.Summary.BestSwd!.Average));
    }

    [Theory, InlineData(5000), InlineData(5008)]
    public async Task a_longer_run_is_ranked_by_what_it_had_reached_where_the_others_ended(long nimg)
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(OneIsLonger());
        var last = (await lab.View("s")).Tree.Last(n => n.Experiments is [3]).Phase.Key;
        foreach (var key in (await lab.Phases("s")).Where(key => key != last))
            await lab.Train(key);
        var plan = (await lab.Phase(last).Lease("host-a/cpu:0"))!;
        await lab.Phase(last).ReportSwd(plan.Token, FakeTraining.Swd(plan, nimg) with { Average = 25 });
        await FakeTraining.Run(lab.Phase(last), plan);
        var view = await lab.View("s");
        Assert.Equal(["s.1", "s.3", "s.2"], view.Experiments.Select(e => e.Id));
        var longer = view.Experiments[1];
        Assert.Equal((nimg, 25, 6008), (longer.RankedSwd!.Nimg, longer.RankedSwd.Average, longer.SwdElsewhere()!.Nimg));
        Assert.All(view.Experiments.Where(e => e.Number != 3), e => Assert.Null(e.SwdElsewhere()));
    }

    [Fact]
    public async Task a_diverged_experiment_is_not_ranked_by_what_was_measured_before()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var phases = await lab.Phases("s");
        foreach (var key in phases[..^1])
            await lab.Train(key);
        await lab.Phase(phases[^1])
            .Diverge((await lab.Phase(phases[^1]).Lease("host-a/cpu:0"))!.Token, "d_loss is NaN");
        var view = await lab.View("s");
        Assert.Equal((ExperimentStatus.Diverged, null), (view.Experiments[0].Status, view.Experiments[0].Rank));
        Assert.NotNull(view.Experiments[0].Swd);
        Assert.Null(view.Summary.BestExperiment);
    }

    [Fact]
    public async Task the_rank_of_one_experiment_is_the_sweeps()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 3));
        await lab.TrainToTheEnd("s");
        Assert.Equal(2, (await lab.Experiment("s.2").GetSummary())!.Rank);
        var curves = (await lab.Sweep("s").GetSwdCurves())!.Value;
        Assert.Equal([1, 2, 3], curves.Select(c => c.Experiment));
        Assert.All(curves, c => Assert.Equal(2, c.Points.Length));
    }

    [Fact]
    public async Task repeats_are_points_that_are_ranked_by_their_means()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s")
            .Submit(Definitions.Sweep().Replace("\"name\"", "\"repeats\": 2, \"name\"", StringComparison.Ordinal));
        Assert.Equal(["0 of 2 seeds", "0 of 2 seeds"], (await lab.View("s")).Points.Select(p => p.Seeds()));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal([1, 2], view.Points.Select(p => p.Rank));
        Assert.All(view.Points, p => Assert.Equal(
            view.Experiments.Where(e => p.Experiments.Contains(e.Number)).Average(e => e.RankedSwd!.Average),
            p.Swd!.Average, 1e-9));
        Assert.Equal([1, 2, 3, 4], view.Points.SelectMany(p => p.Experiments).Order());
    }

    /// <summary>Two of 5 kimg with SWD 20 and 30, and one of 6 kimg with SWD 10.</summary>
    private static string OneIsLonger() =>
        Definitions.Sweep().Replace("\"space\": { \"learningRate@16\": [0.001, 0.002] }", """
        "strategy": "list", "points": [
            { "name": "(a)", "settings": { "learningRate@16": 0.002 } },
            { "name": "(b)", "settings": { "learningRate@16": 0.003 } },
            { "name": "(h)", "settings": { "learningRate@16": 0.001, "stabilizeKimg@16": 2 } }]
        """, StringComparison.Ordinal);
}
