using System.Net;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class ComparisonApiTests(LabServer lab)
{
    [Fact]
    public async Task experiments_stand_side_by_side_in_the_order_in_which_they_were_asked_for()
    {
        var sweep = (await lab.Finished).Summary.Id;
        var comparison = await lab.Get<ExperimentComparison>($"/api/v1/compare?e={sweep}.2,{sweep}.1");
        Assert.Equal([$"{sweep}.2", $"{sweep}.1"], comparison.Experiments.Select(e => e.Summary.Id));
        Assert.Equal((16, 0.8), (comparison.Table.Resolution, comparison.Table.Kimg));
        Assert.All(comparison.Table.Rows, row => Assert.True(row.IsComparable));
        Assert.Equal(["learningRate@16"], comparison.Differences.Select(d => d.Name));
        Assert.Equal(["0.001", "0.0005"], comparison.Differences[0].Values);
        Assert.Equal(3, Assert.Single(comparison.Shared).Phases);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "Name at least two experiments, such as ?e=sweep.1,sweep.4.")]
    [InlineData("?e=a.1", HttpStatusCode.BadRequest, "Name at least two experiments, such as ?e=sweep.1,sweep.4.")]
    [InlineData("?e=a.1,a.2", HttpStatusCode.NotFound, "There is no experiment 'a.1'.")]
    [InlineData("?e=a.1,a.2,a.3,a.4,a.5,a.6,a.7,a.8,a.9,a.10,a.11,a.12,a.13", HttpStatusCode.BadRequest,
        "e has 13 experiments; at most 12 can be compared at once.")]
    public async Task what_can_not_be_compared_is_refused_in_one_sentence(
        string query, HttpStatusCode status, string sentence) =>
        Assert.Equal((status, sentence), await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/compare{query}")));

    [Fact]
    public async Task an_analysis_has_the_mean_of_every_value()
    {
        var analysis = await lab.Get<SweepAnalysis>(
            $"/api/v1/sweeps/{(await lab.Finished).Summary.Id}/analysis");
        Assert.Equal((16, 0.8, 0), (analysis.Resolution, analysis.Kimg, analysis.LeftOut));
        Assert.Equal([1, 2], analysis.Results.Experiments);
        var setting = Assert.Single(analysis.Results.Settings);
        Assert.Equal("learningRate@16", setting.Name);
        Assert.Equal(["0.0005", "0.001"], setting.Means.Select(m => m.Value));
        Assert.Equal(analysis.Results.Scores, setting.Means.Select(m => m.Mean));
        Assert.Null(analysis.Results.Explained);
    }

    [Fact]
    public async Task an_analysis_names_the_sweep_that_is_not_there() =>
        Assert.Equal((HttpStatusCode.NotFound, "There is no sweep 'nothing'."),
            await LabServer.Refusal(await lab.Http.GetAsync("/api/v1/sweeps/nothing/analysis")));
}
