using PgGanLab.Dashboard.Api;
using PgGanLab.Dashboard.Components.NewSweep;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class KeptDraftTests
{
    [Theory]
    [InlineData("""
        name: a
        dataset: d
        base: { resolution: 16, learningRate@16: 0.002 }
        search: { strategy: random, seed: 7, space: { learningRate: { min: 0.001, max: 0.01, scale: log }, loss: [lsgan] } }
        budget: { maxExperiments: 5 }
        repeats: 3
        """)]
    [InlineData("""
        name: b
        dataset: d
        search: { strategy: list, points: [{ name: one, settings: { loss: lsgan } }, { settings: {} }] }
        """)]
    public void a_form_comes_back_as_it_was(string yaml)
    {
        var form = SweepDraft.Of(SweepBody.FromYaml(yaml));
        Assert.Equal(form.Write().ToJsonString(), KeptDraft.Parse(KeptDraft.Write(form))!.Write().ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"Name\":null}")]
    [InlineData("{\"Base\":{\"goneSetting\":\"1\"}}")]
    public void what_another_version_kept_is_no_form(string text) => Assert.Null(KeptDraft.Parse(text));
}
