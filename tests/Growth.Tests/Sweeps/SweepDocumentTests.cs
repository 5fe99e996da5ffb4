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
                  "learningRate@16": { "min": 1e-4, "max": 1e-2, "scale": "log" }, "minibatch@16": [8, 16], "criticRepeats": { "min": 1, "max": 3 } } },
              "repeats": 2, "budget": { "maxExperiments": 12 } }
            """);
        var back = SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString());
        Assert.Equal(sweep.Search, back.Search);
        Assert.Equal(sweep.Base.Values, back.Base.Values);
        Assert.Equal((sweep.Name, sweep.Dataset, sweep.Repeats, sweep.MaxExperiments), (back.Name, back.Dataset, back.Repeats, back.MaxExperiments));
        Assert.Equal(0.0002, sweep.Base.Apply().LearningRate.At(4));
        Assert.Equal(0.001, sweep.Base.Apply().LearningRate.At(8));
    }

    [Theory]
    [InlineData("""{ "dataset": "d" }""", "'name' in the sweep must be a text")]
    [InlineData("""{ "name": " ", "dataset": "d" }""", "'name' in the sweep must be a text")]
    [InlineData("""{ "name": "n" }""", "'dataset' in the sweep must be a text")]
    [InlineData("""[]""", "the sweep must be a mapping of names to values, but is a list")]
    [InlineData("""{ "name": "n", "dataset": "d", "serach": {} }""", "Unknown key 'serach' in the sweep; did you mean 'search'?")]
    [InlineData("""{ "name": "n", "name": "m", "dataset": "d" }""", "Key 'name' stands twice")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningrat": 1 } }""", "Unknown setting 'learningrat' in base; did you mean 'learningRate'?")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningRate": -0.1 } }""", "Setting 'learningRate' in base is -0.1; it must be a number greater than 0 and at most 1.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningRate": "NaN" } }""", "Setting 'learningRate' in base is \"NaN\"; it must be a number")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "learningRate": 1e999 } }""", "Setting 'learningRate' in base is")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "resolution": 24 } }""", "Setting 'resolution' in base is 24; it must be a power of two from 4 to 1024.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "minibatch": 1.5 } }""", "Setting 'minibatch' in base is 1.5; it must be a whole number from 1 to 4096.")]
    [InlineData("""{ "name": "n", "dataset": "d", "base": { "mirror": 1 } }""", "it must be true or false")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": {} }""", "search needs a space")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "bayes", "space": { "seed": [1] } } }""", "Unknown strategy 'bayes'")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "swdImages": [16, 32] } } }""", "cannot be searched over")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "seed": [] } } }""", "at least one")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "seed": [1, 1] } } }""", "each different")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "space": { "learningRate": { "min": 0.1, "max": 0.2 } } } }""", "must be a list of values for a grid")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "seed": [1] } } }""", "budget needs maxExperiments")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "learningRate": { "min": 0.2, "max": 0.1 } } } }""", "min must be less than max")]
    [InlineData("""{ "name": "n", "dataset": "d", "search": { "strategy": "random", "space": { "driftWeight": { "min": 0, "max": 0.1, "scale": "log" } } } }""", "greater than 0")]
    [InlineData("""{ "name": "n", "dataset": "d", "repeats": 0 }""", "'repeats' in the sweep is 0; it must be a whole number from 1 to 1000.")]
    [InlineData("""{ "name": "n", """, "not valid JSON at line 1")]
    public void what_is_wrong_gets_one_sentence(string json, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<InvalidInputException>(() => SweepDocument.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void values_are_shown_as_people_write_them()
    {
        Assert.Equal("0.0015", SettingList.Show(SettingKey.Parse("learningRate@16", "the test"), 0.0015));
        Assert.Equal("true", SettingList.Show(SettingKey.Parse("mirror", "the test"), 1));
        Assert.Equal("16", SettingList.Show(SettingKey.Parse("minibatch", "the test"), 16));
    }
}
