using PgGanLab.Documents;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Api.Documents;

public sealed class YamlDocumentTests
{
    [Fact]
    public void a_sweep_becomes_the_json_that_a_person_expects()
    {
        const string yaml = """
            # a comment
            name: first try
            base:
              learningRate: 2e-4
              resolution: 32
              mirror: true
              adamBeta1: .5
            search:
              space:
                "learningRate@16": [0.001, 2.0e-3]
            note: "16"
            nothing:
            """;

        const string json =
            """{"name":"first try","base":{"learningRate":0.0002,"resolution":32,"mirror":true,"adamBeta1":0.5},"search":{"space":{"learningRate@16":[0.001,0.002]}},"note":"16","nothing":null}""";
        Assert.Equal(json, YamlDocument.Read(yaml)!.ToJsonString());
    }

    [Fact]
    public void json_is_yaml_too() => Assert.Equal("""{"name":"a","values":[1,2.5]}""",
        YamlDocument.Read("""{"name": "a", "values": [1, 2.5]}""")!.ToJsonString());

    [Fact]
    public void an_empty_document_is_null() => Assert.Null(YamlDocument.Read("# nothing but a comment\n"));

    [Theory]
    [InlineData("name: a\nname: b", "Line 2: the key 'name' stands twice; name it once.")]
    [InlineData("name: a\nbase:\n  learningRate: .nan", "Line 3: 'learningRate' is .nan; a number must be finite.")]
    [InlineData("space:\n  a: [1, .inf]", "Line 2: an entry of 'a' is .inf; a number must be finite.")]
    [InlineData("a: NaN", "Line 1: 'a' is NaN; a number must be finite.")]
    [InlineData("a: 1e999", "Line 1: 'a' is 1e999, which is beyond the largest number.")]
    [InlineData("a: &x 1\nb: *x", "Line 1: anchors and aliases (& and *) are not supported; write the value out.")]
    [InlineData("a: !!python/object:os.system x",
        "Line 1: the tag tag:yaml.org,2002:python/object:os.system is not supported; write the plain value.")]
    [InlineData("a: 1\n---\nb: 2", "Line 2: a second document begins; a sweep's file holds one.")]
    [InlineData("? [1]\n: 2", "Line 1: a key must be a plain name.")]
    public void what_a_sweep_has_no_use_for_is_refused_with_its_line(string yaml, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidInputException>(() => YamlDocument.Read(yaml)).Message);

    [Theory]
    [InlineData("name: a\nbase:\n  - x\n y: [", "line 4")]
    [InlineData("name: \"never closed\nbase: 1", "line 1")]
    [InlineData("a: 1\n\tb: 2", "line 2")]
    [InlineData("name: a\nbase: [1, 2\ndataset: x", "line 2")]
    [InlineData("a: [1, 2", "line 2")]
    [InlineData("{a: 1", "line 2")]
    [InlineData("a: b: c", "line 1")]
    [InlineData("- a\nb", "line 2")]
    [InlineData("a: @x", "line 1")]
    public void broken_yaml_is_refused_with_its_line(string yaml, string line)
    {
        var sentence = Assert.Throws<InvalidInputException>(() => YamlDocument.Read(yaml)).Message;
        Assert.StartsWith("The YAML is broken a", sentence, StringComparison.Ordinal);
        Assert.Contains(line, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence);
    }

    [Fact]
    public void bottomless_nesting_is_refused() => Assert.Equal(
        "Line 1: more than 32 levels are nested.",
        Assert.Throws<InvalidInputException>(() => YamlDocument.Read(new string('[', 5000))).Message);
}
