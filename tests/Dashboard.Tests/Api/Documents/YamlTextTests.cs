using System.Text.Json.Nodes;
using PgGanLab.Dashboard.Api.Documents;

namespace PgGanLab.Dashboard.Tests.Api.Documents;

public sealed class YamlTextTests
{
    [Fact]
    public void a_sweep_is_written_as_a_person_would()
    {
        const string json = """{"name":"demo","dataset":"fashion-mnist","base":{"resolution":16,"learningRate":0.0002,"mirror":false},"search":{"strategy":"random","seed":3,"space":{"learningRate@16":{"min":0.001,"max":0.01,"scale":"log"},"emaBeta":[0.99,0.999]}},"repeats":2,"budget":{"maxExperiments":8}}""";

        const string yaml = """
            name: demo
            dataset: fashion-mnist
            base:
              resolution: 16
              learningRate: 0.0002
              mirror: false
            search:
              strategy: random
              seed: 3
              space:
                learningRate@16: { min: 0.001, max: 0.01, scale: log }
                emaBeta: [0.99, 0.999]
            repeats: 2
            budget:
              maxExperiments: 8

            """;
        Assert.Equal(yaml, YamlText.Write(JsonNode.Parse(json)!.AsObject()));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with spaces and-dashes")]
    [InlineData("true")]
    [InlineData("12")]
    [InlineData("-1e5")]
    [InlineData(".nan")]
    [InlineData("colon: space")]
    [InlineData("# no comment")]
    [InlineData("ends with space ")]
    [InlineData("")]
    [InlineData("line\nbreak \"quote\" \\ tab\t")]
    [InlineData("été 😀")]
    [InlineData("null")]
    public void any_text_reads_back_as_itself(string text)
    {
        var document = new JsonObject { ["name"] = text, ["base"] = new JsonObject { [text + "x"] = new JsonArray(text) } };
        Assert.Equal(document.ToJsonString(), YamlDocument.Read(YamlText.Write(document))!.ToJsonString());
    }

    [Theory]
    [InlineData("1e-8")]
    [InlineData("0.1")]
    [InlineData("123456789012")]
    [InlineData("-0.30000000000000004")]
    [InlineData("1.7976931348623157e308")]
    public void any_number_reads_back_as_itself(string number)
    {
        var document = new JsonObject { ["value"] = JsonNode.Parse(number) };
        Assert.Equal(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture), YamlDocument.Read(YamlText.Write(document))!["value"]!.AsValue().Deserialize());
    }
}

file static class NumberReading
{
    public static double Deserialize(this JsonValue value) => System.Text.Json.JsonSerializer.Deserialize<double>(value);
}
