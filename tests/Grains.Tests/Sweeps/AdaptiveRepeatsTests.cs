using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

/// <summary>A sweep with adaptive repeats grows by seeds until its ranking is decided, and says how it ended.</summary>
public sealed class AdaptiveRepeatsTests
{
    [Fact]
    public async Task a_sweep_whose_points_differ_ends_with_its_first_seeds()
    {
        await using var lab = await TestLab.Start();
        var begun = await lab.Sweep("s").Submit(Sweep("\"learningRate@16\": [0.001, 0.002]"));
        Assert.Equal((4, 10), (begun.Experiments, begun.Planned));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 4), (view.Summary.Status, view.Summary.Finished));
        Assert.Equal(1, view.Points[0].Certainty);
        Assert.Null(view.Points[1].Certainty);
        Assert.Contains("The configuration of #1 is the best with over 99 % confidence, after 2 seeds.",
            (await lab.Catalog.GetEvents(20)).Where(e => e.Kind == "sweep-outcome").Select(e => e.Text));
    }

    /// <summary>Results of the stand-in for training depend on learning rates only, so these two are equal.</summary>
    [Fact]
    public async Task equal_points_get_all_seeds_also_when_the_lab_is_killed()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Sweep("\"adamBeta2\": [0.99, 0.98]"));
        foreach (var phase in (await lab.View("s")).Tree.Select(n => n.Phase.Key).ToArray())
            await lab.Train(phase);
        await lab.Restart();
        await lab.Heartbeat();
        await TestLab.Eventually(async () => (await lab.View("s")).Experiments.Length > 4);
        await lab.Restart();
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 10), (view.Summary.Status, view.Summary.Finished));
        Assert.Equal([5, 5], view.Points.Select(p => p.Experiments.Length));
        Assert.Equal(0.5, view.Points[0].Certainty);
    }

    private static string Sweep(string space) => $$"""
        {
          "name": "Repeated", "dataset": "shapes",
          "base": { "resolution": 16, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1,
                    "stabilizeKimg": 1, "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
          "search": { "space": { {{space}} } },
          "repeats": { "min": 2, "max": 5 }
        }
        """;
}
