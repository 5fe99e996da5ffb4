using PgGanLab.Dashboard.Components.NewSweep;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class SweepDraftTests
{
    [Theory]
    [InlineData(
        """{"name":"a","dataset":"d","base":{"resolution":16,"mirror":true,"learningRate@8":0.0002},"search":{"strategy":"grid","space":{"learningRate@16":[0.001,0.002]}},"repeats":3}""")]
    [InlineData(
        """{"name":"a","dataset":"d","search":{"strategy":"random","seed":5,"space":{"learningRate":{"min":0.0001,"max":0.01,"scale":"log"},"mirror":[true,false]}},"budget":{"maxExperiments":30}}""")]
    [InlineData(
        """{"name":"a","dataset":"d","search":{"strategy":"sobol","space":{"learningRate":{"min":0.0001,"max":0.01}}},"budget":{"maxExperiments":30}}""")]
    [InlineData(
        """{"name":"a","dataset":"d","search":{"strategy":"random","space":{"learningRate@[8, 16]":{"min":0.0001,"max":0.01},"r1Weight":{"values":[1,2],"when":{"loss":"logistic"}},"emaBeta":"= 1 - learningRate"},"constraints":["mirror"],"tryFirst":[{}]},"budget":{"maxExperiments":30}}""")]
    [InlineData("""{"name":"a","dataset":"d"}""")]
    public void a_definition_that_was_opened_in_the_form_is_written_back_as_it_was(string json)
    {
        var sweep = SweepDocument.Read(json);
        Assert.Equal(sweep, SweepDocument.Read(SweepDraft.Of(sweep).Write().ToJsonString()), Same);
    }

    [Fact]
    public void what_is_no_number_is_left_for_the_rules_of_the_file()
    {
        var draft =
            new SweepDraft { Name = "a", Dataset = "d", Base = { [new SettingKey("learningRate", null)] = "fast" } };
        var sentence =
            Assert.Throws<InvalidInputException>(() => SweepDocument.Read(draft.Write().ToJsonString())).Message;
        Assert.Equal(
            "Setting 'learningRate' in base is \"fast\"; it must be a number greater than 0 and at most 1.", sentence);
    }

    [Theory]
    [InlineData("0.001", null)]
    [InlineData("", null)]
    [InlineData("-1", "Setting 'learningRate@16' in base is -1; it must be a number greater than 0 and at most 1.")]
    [InlineData(
        "NaN", "Setting 'learningRate@16' in base is \"NaN\"; it must be a number greater than 0 and at most 1.")]
    public void a_field_tells_what_is_wrong_with_it(string typed, string? sentence) =>
        Assert.Equal(sentence, SweepDraft.Problem(new SettingKey("learningRate", 16), typed));

    [Fact]
    public void a_setting_that_is_varied_twice_is_refused_before_a_launch()
    {
        var draft = new SweepDraft { Name = "a", Dataset = "d" };
        foreach (var values in (string[])["0.001", "0.002"])
            draft.Dimensions.Add(
                new DimensionDraft { Setting = new SettingKey("learningRate", null), Values = values });
        Assert.Equal("learningRate is varied twice; put all its values into one row.",
            Assert.Throws<InvalidInputException>(draft.Definition).Message);
        draft.Dimensions.RemoveAt(1);
        Assert.Single(draft.Definition().Search.Dimensions);
    }

    private static bool Same(SweepDefinition a, SweepDefinition b) =>
        (a.Name, a.Dataset, a.Repeats, a.MaxExperiments) == (b.Name, b.Dataset, b.Repeats, b.MaxExperiments)
        && a.Base.Values.SequenceEqual(b.Base.Values) && a.Search.Equals(b.Search);
}
