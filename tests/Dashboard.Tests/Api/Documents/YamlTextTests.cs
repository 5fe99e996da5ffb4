using System.Text.Json.Nodes;
using PgGanLab.Documents;

namespace PgGanLab.Dashboard.Tests.Api.Documents;

public sealed class YamlTextTests
{
    [Fact]
    public void a_sweep_is_written_as_a_person_would()
    {
        const string json =
            """{"name":"demo","dataset":"fashion-mnist","base":{"resolution":16,"learningRate":0.0002,"mirror":false},"search":{"strategy":"random","seed":3,"space":{"learningRate@16":{"min":0.001,"max":0.01,"scale":"log"},"emaBeta":[0.99,0.999]}},"repeats":2,"budget":{"maxExperiments":8}}""";

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

    [Fact]
    public void expressions_are_written_without_escapes() => Assert.Equal(
        "constraints: [\"a < b or c == d\"]\n",
        YamlText.Write(JsonNode.Parse("""{"constraints":["a < b or c == d"]}""")!.AsObject()));

    [Fact]
    public void points_of_a_list_stand_below_each_other()
    {
        const string json =
            """{"search":{"strategy":"list","points":[{"name":"(a) all at once","settings":{"a":1,"b":2,"c":3,"d":4,"e":true}},{"name":"(e*) + grown","settings":{}}]}}""";

        const string yaml = """
            search:
              strategy: list
              points:
                - name: (a) all at once
                  settings:
                    a: 1
                    b: 2
                    c: 3
                    d: 4
                    e: true
                - name: (e*) + grown
                  settings: {}

            """;
        var document = JsonNode.Parse(json)!.AsObject();
        Assert.Equal(yaml, YamlText.Write(document));
        Assert.Equal(document.ToJsonString(), YamlDocument.Read(yaml)!.ToJsonString());
    }

    [Fact]
    public void remarks_stand_behind_values_and_above_entries()
    {
        var document = JsonNode.Parse("""{"name":"x","base":{"a":1},"points":[{"name":"p"},{"name":"q"}]}""")!
            .AsObject();

        const string yaml = """
            # First line.
            name: x
            base:
              a: 1   # why
            points:
              - name: p
              # last
              - name: q

            """;
        var written = YamlText.Write(document, ["First line."],
            System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("base.a", "why")
                .Add("points[1]", "last"));
        Assert.Equal(yaml, written);
        Assert.Equal(document.ToJsonString(), YamlDocument.Read(written)!.ToJsonString());
    }

    [Theory]
    [InlineData("(a) 100% #1")]
    [InlineData("(unclosed")]
    [InlineData("a < b and c == \"d\\e\" & 'f'")]
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
        var document =
            new JsonObject { ["name"] = text, ["base"] = new JsonObject { [text + "x"] = new JsonArray(text) } };
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
        Assert.Equal(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
            YamlDocument.Read(YamlText.Write(document))!["value"]!.AsValue().Deserialize());
    }
}

file static class NumberReading
{
    public static double Deserialize(this JsonValue value) =>
        System.Text.Json.JsonSerializer.Deserialize<double>(value);
}
