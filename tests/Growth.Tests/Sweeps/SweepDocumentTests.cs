using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Sweeps;

public sealed class SweepDocumentTests
{
    [Fact]
    public void a_definition_survives_being_written_and_read()
    {
        var sweep = SweepDocument.Read("""
            { "name": "all of it", "dataset": "fashion-mnist",
              "base": { "resolution": 16, "mirror": true, "learningRate": 2e-4, "learningRate@8": 0.001 },
              "search": { "strategy": "random", "seed": 3, "space": {
                  "learningRate@16": { "min": 1e-4, "max": 1e-2, "scale": "log" }, "minibatch@16": [8, 16], "criticRepeats": { "min": 1, "max": 3 },
                  "minibatch@4": { "min": 4, "max": 64, "scale": "log2" }, "adamBeta1": { "min": 0, "max": 0.9, "step": 0.3 } } },
              "repeats": 2, "budget": { "maxExperiments": 12 } }
            """);
        var back = SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString());
        Assert.Equal(sweep.Search, back.Search);
        Assert.Equal(sweep.Base.Values, back.Base.Values);
        Assert.Equal((sweep.Name, sweep.Dataset, sweep.Repeats, sweep.MaxExperiments),
            (back.Name, back.Dataset, back.Repeats, back.MaxExperiments));
        Assert.Equal(0.0002, sweep.Base.Apply().LearningRate.At(4));
        Assert.Equal(0.001, sweep.Base.Apply().LearningRate.At(8));
    }

    [Theory]
    [InlineData("""{ "dataset": "d" }""", "'name' in the sweep must be a text")]
    [InlineData("""{ "name": " ", "dataset": "d" }""", "'name' in the sweep must be a text")]
    [InlineData("""{ "name": "n" }""", "'dataset' in the sweep must be a text")]
    [InlineData("""[]""", "the sweep must be a mapping of names to values, but is a list")]
    [InlineData("""{ "name": "n", "dataset": "d", "serach": {} }""",
        "Unknown key 'serach' in the sweep; did you mean 'search'?")]
    [InlineData("""{ "name": "n", "name": "m", "dataset": "d" }""", "Key 'name' stands twice")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningrat": 1 } }""",
        "Unknown setting 'learningrat' in base; did you mean 'learningRate'?")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningRate": -0.1 } }""",
        "Setting 'learningRate' in base is -0.1; it must be a number greater than 0 and at most 1.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningRate": "NaN" } }""",
        "Setting 'learningRate' in base is \"NaN\"; it must be a number")]
    [InlineData(
        """{ "name": "n", "dataset": "d", "base": { "learningRate": 1e999 } }""", "Setting 'learningRate' in base is")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "resolution": 24 } }""",
        "Setting 'resolution' in base is 24; it must be a power of two from 4 to 1024.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "minibatch": 1.5 } }""",
        "Setting 'minibatch' in base is 1.5; it must be a whole number from 1 to 4096.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "mirror": 1 } }""", "it must be true or false")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": {} }""", "search needs a space")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "bayes", "space": { "seed": [1] } } }""",
        "Unknown strategy 'bayes'")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "swdImages": [16, 32] } } }""",
        "cannot be searched over")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "seed": [] } } }""", "at least one")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "seed": [1, 1] } } }""", "each different")]
    [InlineData(
        """{ "name": "n", "dataset": "d", "search": { "space": { "learningRate": { "min": 0.1, "max": 0.2 } } } }""",
        "must be a list of values for a grid")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "seed": [1] } } }""",
        "budget needs maxExperiments")]
    [InlineData(
        """{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "learningRate": { "min": 0.2, "max": 0.1 } } } }""",
        "min must be less than max")]
    [InlineData(
        """{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "driftWeight": { "min": 0, "max": 0.1, "scale": "log" } } } }""",
        "greater than 0")]
    [InlineData("""{ "name": "n", "dataset": "d", "repeats": 0 }""",
        "'repeats' in the sweep is 0; it must be a whole number from 1 to 10000.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningRate": "0,5" } }""",
        "Setting 'learningRate' in base: '0,5' is no number; write 0.5.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "minibatch": "16" } }""",
        "Setting 'minibatch' in base: '16' is a text; write 16.")]
    [InlineData("""{ "name": "n", "dataset": "d", "objective": "swd + -1 ms-ssim" }""", "Unknown objective 'swd + -1 ms-ssim'")]
    [InlineData("""{ "name": "n", "dataset": "d", "objective": "swd + swd" }""", "Unknown objective 'swd + swd'")]
    [InlineData("""{ "name": "n", "dataset": "d", "objective": "swd +" }""", "Unknown objective 'swd +'")]
    [InlineData("""{ "name": "n", "dataset": "d", "objective": "is" }""",
        "Unknown objective 'is' in the sweep; it must be swd, ms-ssim, fid, kid, a weighted sum such as 'swd + 100 ms-ssim', or none.")]
    [InlineData("""{ "name": "n", "dataset": "d", "objective": "swd @ 0123456789" }""", "Unknown objective 'swd @ 0123456789'")]
    [InlineData("""{ "name": "n", "dataset": "d", "objective": "fid @ 3F9AB2C1" }""",
        "'3F9AB2C1' in the sweep's objective names no extractor; after '@' come 8 to 64 lower-case hex digits of its file's SHA-256.")]
    [InlineData("""{ "name": "n", "dataset": "d", "objective": "fid @ 3f9ab2c" }""", "'3f9ab2c' in the sweep's objective names no extractor")]
    [InlineData("""{ "name": "n", "dataset": "d", "repeats": "1,5" }""",
        "'repeats' in the sweep: '1,5' is no number; write 1.5.")]
    [InlineData("""{ "name": "n", "dataset": "d", "budget": { "maxExperiments": "1.000,5" } }""",
        "'maxExperiments' in budget: '1.000,5' is no number; write 1000.5.")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "seed": "3", "space": { "seed": [1] } } }""",
        "'seed' in search: '3' is a text; write 3.")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "learningRate": { "min": 0.1, "max": 0.9, "step": "0,5" } } } }""",
        "'step' in search.space.learningRate: '0,5' is no number; write 0.5.")]
    [InlineData("""{ "name": "n\u0000", "dataset": "d" }""", "A text in 'name' holds a NUL character; leave it out.")]
    [InlineData("""{ "name": "\ud800", "dataset": "d" }""",
        "A text in 'name' holds half a character (a lone surrogate); leave it out.")]
    [InlineData("""{ "name": "n", "dataset": "d", "\udc00": 1 }""", "A text in the sweep holds half a character")]
    [InlineData("""{ "name": "n", "dataset": "d", "step": 1 }""",
        "Unknown key 'step' in the sweep; there are name, dataset, preset, base, search, repeats, budget, workers, "
        + "objective, priority and stopping.")]
    [InlineData("""{ "name": "n", "dataset": "d", "priority": 101 }""",
        "'priority' in the sweep is 101; it must be a whole number from -100 to 100.")]
    [InlineData("""{ "name": "n", "dataset": "d", "priority": 0.5 }""",
        "'priority' in the sweep is 0.5; it must be a whole number from -100 to 100.")]
    [InlineData(
        """{ "name": "n", "dataset": "d", "preset": "nope" }""", "Unknown preset 'nope'; there are v1-1gpu, v2-1gpu,")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "grid", "space": { "lowPrecisionFrom": { "min": 4, "max": 16, "step": 4 } } } }""", "search.space.lowPrecisionFrom has a step, but its values are powers of two; use scale log2 instead.")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "minibatch": { "min": 4, "max": 8, "step": 1.5 } } } }""", "'step' in search.space.minibatch is 1.5; it must be a whole number greater than 0 and at most 4")]
    [InlineData(
        """{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "minibatch": { "min": 4, "max": 8, "step": 4, "scale": "log2" } } } }""",
        "leave one of them out")]
    [InlineData("""{ "name": "n", """, "not valid JSON at line 1")]
    public void what_is_wrong_gets_one_sentence(string json, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<InvalidInputException>(() => SweepDocument.Read(json)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "name": 2024, "dataset": true }""", "2024", "true")]
    [InlineData("""{ "name": 1.50, "dataset": "008" }""", "1.50", "008")]
    public void numbers_and_switches_may_be_names(string json, string name, string dataset)
    {
        var sweep = SweepDocument.Read(json);
        Assert.Equal((name, dataset), (sweep.Name, sweep.Dataset));
    }

    [Fact]
    public void a_key_without_a_value_is_as_if_it_were_not_there() => Assert.Equal(
        SweepDocument.Read("""{ "name": "n", "dataset": "d" }"""),
        SweepDocument.Read(
            """{ "name": "n", "dataset": "d", "preset": null, "base": null, "search": null, "repeats": null, "budget": null }"""));

    [Fact]
    public void a_list_without_names_reads_back()
    {
        var sweep = SweepDocument.Read(
            """{ "name": "n", "dataset": "d", "search": { "strategy": "list", "points": [{ "settings": { "mirror": true } }] } }""");
        Assert.Equal(sweep, SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString()));
    }

    [Theory]
    [InlineData("base")]
    [InlineData("repeats")]
    [InlineData("preset")]
    [InlineData("search")]
    public void a_huge_value_is_not_repeated_whole(string key)
    {
        var json = $$"""{ "name": "n", "dataset": "d", "{{key}}": "{{new string('x', 900_000)}}" }""";
        Assert.InRange(Assert.Throws<InvalidInputException>(() => SweepDocument.Read(json)).Message.Length, 1, 300);
    }

    [Fact]
    public void values_are_shown_as_people_write_them()
    {
        Assert.Equal("0.0015", SettingList.Show(SettingKey.Parse("learningRate@16", "the test"), 0.0015));
        Assert.Equal("true", SettingList.Show(SettingKey.Parse("mirror", "the test"), 1));
        Assert.Equal("16", SettingList.Show(SettingKey.Parse("minibatch", "the test"), 16));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(""", "priority": -3 """, -3)]
    public void a_priority_is_read_and_written_where_it_is_not_0(string part, int priority)
    {
        var sweep = SweepDocument.Read($$"""{ "name": "n", "dataset": "d"{{part}} }""");
        Assert.Equal(priority, sweep.Priority);
        Assert.Equal(priority != 0, SweepDocument.Write(sweep).ContainsKey("priority"));
        Assert.Equal(priority, SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString()).Priority);
    }

    [Theory]
    [InlineData("", 1, 0, false)]
    [InlineData(""", "objective": "swd" """, 1, 0, false)]
    [InlineData(""", "objective": "none" """, 0, 0, true)]
    [InlineData(""", "objective": "ms-ssim" """, 0, 1, true)]
    [InlineData(""", "objective": "0.5 ms-ssim+2 swd" """, 2, 0.5, true)]
    public void an_objective_is_read_and_written(string part, double swd, double msSsim, bool written)
    {
        var objective = new SweepObjective(swd, msSsim);
        var sweep = SweepDocument.Read($$"""{ "name": "n", "dataset": "d" {{part}} }""");
        Assert.Equal(objective, sweep.Objective);
        var file = SweepDocument.Write(sweep);
        Assert.Equal(written, file.ContainsKey("objective"));
        Assert.Equal(objective, SweepDocument.Read(file.ToJsonString()).Objective);
    }

    [Theory]
    [InlineData("fid", 0, 1, 0, null)]
    [InlineData("kid @ 0123456789abcdef", 0, 0, 1, "0123456789abcdef")]
    [InlineData("swd + 0.5 fid + 1000 kid @ 01234567", 1, 0.5, 1000, "01234567")]
    public void an_objective_may_name_its_extractor(string text, double swd, double fid, double kid, string? extractor)
    {
        var objective = SweepObjective.Read(text);
        Assert.Equal(
            new SweepObjective(swd, 0) { FidWeight = fid, KidWeight = kid, Extractor = extractor }, objective);
        Assert.Equal(text, objective.Word());
    }
}
