using PgGanLab.Dashboard.Api.Documents;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class SampleFileTests
{
    private static readonly DatasetFacts Fashion = new("fashion-mnist", new string('a', 64), 32, 1, 60000, 10);

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples")).Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void every_sample_is_a_sweep_that_can_be_planned(string file)
    {
        var sweep = SweepDocument.Read(YamlDocument.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", file)))!.ToJsonString());
        var plan = SweepPlan.Of(sweep, Fashion);
        Assert.Single(plan.Experiments.Select(e => e.Phases[^1].Recipe.End).Distinct());        // equal kimg, so they can be compared
        Assert.True(plan.Experiments.Length >= 4);
    }
}
