using PgGanLab.Documents;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class SampleFileTests
{
    private static readonly DatasetFacts Fashion = new("fashion-mnist", new string('a', 64), 32, 1, 60000, 10);

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f))];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "samples");

    [Theory]
    [MemberData(nameof(Files))]
    public void every_sample_is_a_sweep_that_can_be_planned(string file)
    {
        var plan = SweepPlan.Of(Read(file), Fashion);
        var compared = plan.Experiments.Where(e => !e.Name.EndsWith("converged", StringComparison.Ordinal));
        Assert.Single(compared.Select(e => e.Phases[^1].Recipe.End).Distinct());  // equal kimg, so they can be compared
        Assert.True(plan.Experiments.Length >= 4);
    }

    [Fact]
    public void the_ablation_is_the_presets_file()
    {
        var sweep = SweepPresetCatalog.Get("karras-table1").For(new SweepRequest(Fashion));
        Assert.Equal(YamlText.Write(SweepDocument.Write(sweep.Definition), sweep.Heading, sweep.Remarks),
            File.ReadAllText(Path.Combine(Folder, "karras-table1.yaml")));
    }

    [Fact]
    public void the_demos_sweep_is_the_preset()
    {
        var demo = Read("fashion-mnist-demo.yaml") with { MaxExperiments = 4 };
        Assert.Equal(
            SweepDocument.Write(demo).ToJsonString(),
            SweepDocument.Write(SweepPresetCatalog.Get("fashion-mnist-demo").For(new SweepRequest(Fashion)).Definition)
                .ToJsonString());
    }

    private static SweepDefinition Read(string file) =>
        SweepDocument.Read(YamlDocument.Read(File.ReadAllText(Path.Combine(Folder, file)))!.ToJsonString());
}
