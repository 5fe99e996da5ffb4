using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.Tests.Sweeps;

public sealed class RankingTests
{
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
        Assert.True(view.Experiments[1].Swd!.Average < view.Experiments[0].Swd!.Average, "The unranked one looks better, measured earlier.");
        Assert.Equal("s.2", view.Summary.BestExperiment);
        await lab.Train(tree.Last(n => n.Experiments is [1]).Phase.Key);
        Assert.Equal(["s.1", "s.2"], (await lab.View("s")).Experiments.Select(e => e.Id));
    }

    [Fact]
    public async Task experiments_with_other_minibatches_pass_the_same_plan_and_are_ranked_together()
    {
        await using var lab = await TestLab.Start();
        var definition = Definitions.Sweep().Replace("\"learningRate@16\": [0.001, 0.002]", "\"minibatch@16\": [8, 32]", StringComparison.Ordinal);
        await lab.Sweep("s").Submit(definition);
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal(2, view.Experiments.Select(e => e.Swd!.Nimg).Distinct().Count());
        Assert.Equal([1, 2], view.Experiments.Select(e => e.Rank));
    }

    [Fact]
    public async Task a_diverged_experiment_is_not_ranked_by_what_was_measured_before()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Definitions.Sweep(experiments: 1));
        var phases = await lab.Phases("s");
        foreach (var key in phases[..^1])
            await lab.Train(key);
        await lab.Phase(phases[^1]).Diverge((await lab.Phase(phases[^1]).Lease("host-a/cpu:0"))!.Token, "d_loss is NaN");
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
        var curves = await lab.Sweep("s").GetSwdCurves();
        Assert.Equal([1, 2, 3], curves.Select(c => c.Experiment));
        Assert.All(curves, c => Assert.Equal(2, c.Points.Length));
    }
}
