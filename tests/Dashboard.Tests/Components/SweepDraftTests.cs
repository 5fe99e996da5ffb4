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
    [InlineData(
        """{"name":"a","dataset":"d","priority":-3,"workers":{"labels":{"gpu":["a100","h100"],"site":"attic"},"prefer":{"host":"h-1"}},"budget":{"maxExperiments":7,"kimg":120.5,"deviceHours":3,"wallHours":2,"until":"07:30"}}""")]
    [InlineData(
        """{"name":"a","dataset":"d","repeats":{"min":2,"max":5,"confidence":0.9},"objective":"ms-ssim","stopping":{"rule":"asha","reductionFactor":4,"rungs":[16,32,"300 kimg"]}}""")]
    [InlineData("""{"name":"a","dataset":"d","stopping":{"rule":"async-hyperband","reductionFactor":2,"brackets":3}}""")]
    [InlineData("""{"name":"a","dataset":"d","stopping":{"rule":"median","startup":9}}""")]
    [InlineData(
        """{"name":"a","dataset":"d","search":{"strategy":"random","space":{"learningRate":[0.001,0.002]}},"stopping":{"rule":"pbt","quantile":0.2,"resample":0.5,"factor":1.5,"explore":["learningRate"]},"budget":{"maxExperiments":6}}""")]
    public void a_definition_that_was_opened_in_the_form_is_written_back_as_it_was(string json)
    {
        var sweep = SweepDocument.Read(json);
        Assert.Equal(SweepDocument.Write(sweep).ToJsonString(),
            SweepDocument.Write(SweepDocument.Read(SweepDraft.Of(sweep).Write().ToJsonString())).ToJsonString());
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

    [Theory]
    [InlineData("gpu", "'gpu' in workers.labels must be a value or a list of values that are right.")]
    [InlineData("gpu=a b", "it must be 1 to 63 letters")]
    public void what_is_no_label_is_left_for_the_rules_of_the_file(string typed, string sentence)
    {
        var draft = new SweepDraft { Name = "a", Dataset = "d", Labels = typed };
        Assert.Contains(
            sentence, Assert.Throws<InvalidInputException>(draft.Definition).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void what_one_rule_takes_is_not_given_to_another()
    {
        var draft = new SweepDraft
        {
            Name = "a",
            Dataset = "d",
            Stopping = new StoppingDraft { Rule = "median", Values = { ["startup"] = "7", ["rungs"] = "16" } },
        };
        draft.Stopping.Rule = "halving";
        Assert.Equal("""{"rule":"halving","rungs":[16]}""", draft.Write()["stopping"]!.ToJsonString());
    }
}
