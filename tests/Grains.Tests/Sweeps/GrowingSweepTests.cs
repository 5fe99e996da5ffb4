using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Tests.Sweeps;

/// <summary>
/// A search that learns proposes experiments from results, on record before they train, and the same after a crash.
/// </summary>
public sealed class GrowingSweepTests
{
    /// <summary>Seconds for some dozens of phases on a busy machine.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task a_sweep_grows_from_results_to_its_budget(DatabaseKind kind)
    {
        await using var lab = await TestLab.Start(kind);
        await lab.Heartbeat();
        var begun = await lab.Sweep("s").Submit(Tpe(parallel: null, most: 13));
        Assert.Equal((2, 13, 13), (begun.Experiments, begun.Planned, begun.AllExperiments()));
        Assert.Contains(begun.Remarks, r => r.StartsWith("The first 10 experiments", StringComparison.Ordinal));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 13, 13, null),
            (view.Summary.Status, view.Summary.Experiments, view.Summary.Finished, view.Summary.Planned));
        Assert.Equal(65, view.Summary.KimgRequested);
        var rates = view.Experiments.OrderBy(e => e.Number).Select(e => e.Swd!.Average).ToArray();
        Assert.True(rates[10..].Min() < rates[..10].Order().ElementAt(4),
            $"Learned ones should be better: {string.Join(", ", rates)}");
    }

    [Fact]
    public async Task every_decision_follows_again_from_what_was_known()
    {
        await using var lab = await TestLab.Start();
        await lab.Heartbeat();
        await lab.Sweep("s").Submit(Tpe(parallel: 2, most: 15));
        await lab.TrainToTheEnd("s");
        var (decisions, swept) = await lab.Database.Read(async db =>
            (await db.SearchDecisions.OrderBy(d => d.Number).ToListAsync(), await db.Sweeps.SingleAsync()));
        var experiments = (await lab.View("s")).Experiments.OrderBy(e => e.Number).ToArray();
        var sweep = SweepDocument.Read(swept.Definition);
        var whole = SweepProposals.Next(sweep, TestLab.Shapes, [], decisions[0].Parallel).Experiments;
        foreach (var (decision, next) in decisions.Zip(decisions.Skip(1)))
            whole = whole.AddRange(SweepProposals.Next(sweep, TestLab.Shapes,
                [.. whole.Select(e => Known(e, next.Ended.Contains(e.Number), experiments[e.Number - 1]))],
                next.Parallel).Experiments);
        Assert.Equal(experiments.Select(e => string.Join(", ", e.Varied)),
            whole.Select(e => string.Join(", ", SettingViews.Varied(e))));
        Assert.True(decisions.Count >= 8, $"{decisions.Count} decisions");
    }

    [Fact]
    public async Task a_lab_that_was_killed_between_results_goes_on_with_the_same_experiments()
    {
        var undisturbed = await Points(kills: false);
        Assert.Equal(14, undisturbed.Length);
        Assert.Equal(undisturbed, await Points(kills: true));
    }

    [Fact]
    public async Task a_sweep_that_is_cancelled_grows_no_more_until_it_is_started_again()
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Tpe(parallel: 3, most: 6));
        var cancelled = await lab.Sweep("s").Cancel();
        Assert.Equal((SweepStatus.Cancelled, 3, null), (cancelled.Status, cancelled.Experiments, cancelled.Planned));
        await lab.Heartbeat();
        Assert.Equal(3, (await lab.View("s")).Experiments.Length);
        await lab.Sweep("s").Retry(null);
        Assert.Equal((SweepStatus.Finished, 6), await Ended(lab));
        Assert.Equal(6, (await lab.Sweep("s").GetView())!.Experiments.Length);
        await lab.Sweep("s").Remove();
        Assert.False(await lab.Sweep("s").Exists());
    }

    private static async Task<(SweepStatus, int)> Ended(TestLab lab)
    {
        var view = await lab.TrainToTheEnd("s");
        return (view.Summary.Status, view.Summary.Finished);
    }

    [Fact]
    public async Task a_space_that_ends_before_the_budget_ends_the_sweep()
    {
        await using var lab = await TestLab.Start();
        await lab.Heartbeat();
        await lab.Sweep("s").Submit(Tpe(parallel: 2, most: 30, space: "\"learningRate@16\": [0.001, 0.002, 0.003, 0.004]"));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((SweepStatus.Finished, 4), (view.Summary.Status, view.Summary.Finished));
    }

    [Fact]
    public async Task points_with_several_seeds_are_learned_from_as_one()
    {
        await using var lab = await TestLab.Start();
        await lab.Heartbeat();
        await lab.Sweep("s").Submit(Tpe(parallel: 2, most: 7, more: "\"repeats\": 2,"));
        var view = await lab.TrainToTheEnd("s");
        Assert.Equal((6, 3), (view.Summary.Finished, view.Points.Length));
    }

    [Fact]
    public async Task the_preview_says_what_it_costs_at_most()
    {
        await using var lab = await TestLab.Start();
        var preview = await lab.Catalog.Preview(Tpe(parallel: 2, most: 16));
        Assert.Equal((16, 10, 80, 35),
            (preview.Experiments, preview.Points.Length, preview.KimgRequested, preview.KimgToTrain));
    }

    [Theory]
    [InlineData("\"stabilizeKimg@16\": [1, 2]", 16, "compares experiments at equal kimg, but stabilizeKimg@16 changes")]
    [InlineData("\"learningRate\": [0.1, 0.2]", 8, "learns from SWD, which begins at 16 px, but the sweep ends at 8 px")]
    public async Task what_can_t_be_learned_from_is_refused(string space, int resolution, string sentence)
    {
        await using var lab = await TestLab.Start();
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            lab.Sweep("s").Submit(Tpe(2, 16, space, resolution: resolution)));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.False(await lab.Sweep("s").Exists());
    }

    /// <summary>The settings of every experiment of one search, trained one after the other.</summary>
    private static async Task<string[]> Points(bool kills)
    {
        await using var lab = await TestLab.Start();
        await lab.Sweep("s").Submit(Tpe(parallel: 1, most: 14));
        for (var number = 1; number <= 14; number++)
        {
            await TestLab.Eventually(async () =>
            {
                await lab.Scheduler.Wake();
                return (await lab.View("s")).Experiments.Length >= number;
            });
            var open = (await lab.View("s")).Experiments.Single(e => e.Status is ExperimentStatus.Queued);
            var path = (await lab.Experiment(open.Id).GetView())!.Phases
                .Where(p => p.Status != PhaseStatus.Finished);
            foreach (var phase in path)
            {
                await lab.Train(phase.Key);
                if (kills && number % 4 == 0)
                    await lab.Restart();
            }
        }
        return [.. (await lab.View("s")).Experiments.OrderBy(e => e.Number).Select(e => string.Join(", ", e.Varied))];
    }

    private static TriedExperiment Known(PlannedExperiment planned, bool hasEnded, ExperimentSummary summary) => new(
        planned.Varied, planned.Phases[^1].Key, hasEnded ? TrialState.Finished : TrialState.Running,
        hasEnded ? summary.Swd!.Average : double.NaN);

    internal static string Tpe(
        int? parallel, int most, string space = "\"learningRate@16\": { \"min\": 1e-4, \"max\": 1e-1, \"scale\": \"log\" }",
        string more = "", int resolution = 16) => $$"""
        {
          "name": "Growing", "dataset": "shapes", {{more}}
          "base": { "resolution": {{resolution}}, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 1, "stabilizeKimg": 1,
                    "tickKimg": 0.5, "swdKimg": 0.5, "swdImages": 64 },
          "search": { "strategy": "tpe", "space": { {{space}} } {{(parallel is null ? "" : $", \"parallel\": {parallel}")}} },
          "budget": { "maxExperiments": {{most}} }
        }
        """;
}
