using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Stopping;

/// <summary>What a sweep's file may say of stopping, and what it means in its schedule.</summary>
public sealed class StoppingDefinitionTests
{
    [Fact]
    public void every_key_survives_being_written_and_read()
    {
        foreach (var stopping in (string[])[
            """{"rule":"asha","reductionFactor":4,"rungs":[16,"300 kimg"]}""",
            """{"rule":"async-hyperband","reductionFactor":3,"brackets":2}""",
            """{"rule":"median","startup":7}""",
            """{"rule":"pbt","rungs":[16],"quantile":0.2,"resample":0,"factor":1.5,"explore":["learningRate"]}"""])
        {
            var document = SweepDocument.Write(SweepDocument.Read(Sweep(stopping)));
            Assert.Equal(stopping, document["stopping"]!.ToJsonString());
        }
        Assert.False(SweepDocument.Write(SweepDocument.Read(Sweep(null))).ContainsKey("stopping"));
    }

    [Fact]
    public void rungs_are_the_ends_of_resolutions_that_can_be_compared()
    {
        var policy = Policy("""{ "rule": "asha" }""")!;
        Assert.Equal((3, 1, 1), (policy.ReductionFactor, policy.Brackets, policy.Seeds));
        Assert.Equal([new Rung(16, 13_000, null)], policy.Rungs);
        Assert.Null(Policy(null));
        Assert.Equal((1, 5), (Policy("""{ "rule": "median" }""")!.Brackets, Policy("""{ "rule": "median" }""")!.Startup));
        Assert.Equal(2, Policy("""{ "rule": "hyperband" }""")!.Brackets);
    }

    [Fact]
    public void rungs_within_the_last_phase_lie_where_swd_is_measured()
    {
        var rung = Policy("""{ "rule": "asha", "rungs": [16, "16 kimg"] }""")!.Rungs[1];
        Assert.Equal(new Rung(32, 16_000, 250), rung);
        Assert.Equal((false, true, true, false), (rung.IsMeasuredAt(15_999, 18_000), rung.IsMeasuredAt(16_000, 18_000),
            rung.IsMeasuredAt(16_249, 18_000), rung.IsMeasuredAt(16_250, 18_000)));
    }

    [Theory]
    [InlineData("""{ "rule": "ahsa" }""", "Unknown rule 'ahsa' in stopping; it must be halving, asha, hyperband, "
        + "async-hyperband, median or pbt; did you mean 'asha'?")]
    [InlineData("{}", "stopping needs a rule: halving, asha, hyperband, async-hyperband, median or pbt.")]
    [InlineData("""{ "rule": "asha", "eta": 3 }""", "Unknown key 'eta' in stopping;")]
    [InlineData("""{ "rule": "asha", "reductionFactor": 1 }""",
        "'reductionFactor' in stopping is 1; it must be a whole number from 2 to 100.")]
    [InlineData("""{ "rule": "median", "reductionFactor": 3 }""",
        "stopping has reductionFactor, which rule median does not take; leave it out.")]
    [InlineData("""{ "rule": "asha", "startup": 3 }""",
        "stopping has startup, which rule asha does not take; leave it out.")]
    [InlineData("""{ "rule": "pbt", "reductionFactor": 3 }""",
        "stopping has reductionFactor, which rule pbt does not take; leave it out.")]
    [InlineData("""{ "rule": "asha", "quantile": 0.2 }""",
        "stopping has quantile, which rule asha does not take; leave it out.")]
    [InlineData("""{ "rule": "pbt", "quantile": 0.6 }""",
        "'quantile' in stopping is 0.6; it must be a number greater than 0 and at most 0.5.")]
    [InlineData("""{ "rule": "pbt", "resample": 1.5 }""",
        "'resample' in stopping is 1.5; it must be a number from 0 to 1.")]
    [InlineData("""{ "rule": "pbt", "factor": 1 }""",
        "'factor' in stopping is 1; it must be a number greater than 1 and at most 10.")]
    [InlineData("""{ "rule": "pbt", "explore": "learningRate" }""",
        "stopping.explore must be a list of lines of search.space, such as [learningRate, gradientPenaltyWeight].")]
    [InlineData("""{ "rule": "pbt", "explore": ["learningRat"] }""",
        "stopping.explore has 'learningRat', which search.space does not vary; did you mean 'learningRate'?")]
    [InlineData("""{ "rule": "pbt", "rungs": ["16 kimg"] }""",
        "stopping.rungs has 16 kimg, but rule pbt copies checkpoints at ends of resolutions; name resolutions, such as "
        + "16.")]
    [InlineData("""{ "rule": "asha", "brackets": 2 }""",
        "stopping has brackets, which rule asha does not take; leave it out.")]
    [InlineData("""{ "rule": "hyperband", "brackets": 4 }""",
        "stopping.brackets is 4, but with 1 rung there are at most 2.")]
    [InlineData("""{ "rule": "asha", "rungs": [] }""", "stopping.rungs must be a list of resolutions and of kimg")]
    [InlineData("""{ "rule": "asha", "rungs": ["soon"] }""", "'soon' in stopping.rungs is no rung; a rung is")]
    [InlineData("""{ "rule": "asha", "rungs": [8] }""",
        "stopping.rungs has 8, but SWD begins at 16 px; leave it out.")]
    [InlineData("""{ "rule": "asha", "rungs": [64] }""",
        "stopping.rungs has 64, but no experiment trains at 64 px; it must be one of 4, 8, 16, 32.")]
    [InlineData("""{ "rule": "asha", "rungs": [32] }""",
        "stopping.rungs has 32, the final resolution, at whose end experiments have finished; leave it out, or name "
        + "kimg of that phase, such as 16.5 kimg.")]
    [InlineData("""{ "rule": "asha", "rungs": ["16 kimg", 16] }""",
        "stopping.rungs has 16 after 16 kimg; name each rung once, the earliest first.")]
    [InlineData("""{ "rule": "asha", "rungs": ["16.3 kimg"] }""",
        "stopping.rungs has 16.3 kimg, but SWD is measured every 0.5 kimg of the last phase (swdKimg), which begins at "
        + "15; the nearest is 16.5 kimg.")]
    [InlineData("""{ "rule": "asha", "rungs": ["15 kimg"] }""",
        "stopping.rungs has 15 kimg, which is not in the last phase; that goes from 15 to 18 kimg.")]
    public void what_is_wrong_is_one_sentence(string stopping, string sentence) => Assert.StartsWith(
        sentence, Assert.Throws<InvalidInputException>(() => Policy(stopping)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"learningRate@32\": [0.1, 0.2]", "\"rungs\": [16]", "",
        "stopping.rungs has 16, but up to there all points are the same training; leave it out.")]
    [InlineData("\"learningRate@32\": [0.1, 0.2]", "\"reductionFactor\": 2", "",
        "stopping has no rung: before 32 px nothing can be compared; name kimg of the last phase, such as "
        + "rungs: [16.5 kimg].")]
    [InlineData("\"learningRate\": [0.1]", "\"reductionFactor\": 2", "",
        "stopping needs points to compare, but the sweep has one; vary a setting.")]
    [InlineData("\"fadeInKimg@16\": [1, 2]", "\"reductionFactor\": 2", "",
        "Rule asha compares experiments at equal resolution and kimg, but fadeInKimg@16 changes how they grow;")]
    [InlineData("\"learningRate\": [0.1, 0.2]", "\"reductionFactor\": 2", "\"objective\": \"none\",",
        "Rule asha compares experiments by SWD, but objective is none;")]
    public void what_can_t_be_compared_is_refused(string space, string more, string root, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<InvalidInputException>(() =>
            Policy($$"""{ "rule": "asha", {{more}} }""", space, root)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"learningRate\": [0.1, 0.2], \"fmapMax\": [4, 8]", "\"explore\": [\"fmapMax\"]", "",
        "stopping.explore has fmapMax, which shapes the networks, and other networks have no place for the weights that "
        + "are copied; leave it out.")]
    [InlineData("\"learningRate\": [0.1, 0.2], \"seed\": [1, 2]", "\"explore\": [\"seed\"]", "",
        "stopping.explore has seed, which belongs to the whole run, whose weights are copied; leave it out.")]
    [InlineData("\"criticRepeats\": [1, 2], \"fmapMax\": \"= criticRepeats * 4\"", "\"explore\": [\"criticRepeats\"]", "",
        "stopping.explore has criticRepeats, which decides on fmapMax, which shapes the networks,")]
    [InlineData("\"fmapMax\": [4, 8]", "\"quantile\": 0.5", "",
        "At 16 px rule pbt has no setting to change in copies: none that search.space varies can change what comes after "
        + "it; vary one, or name other rungs.")]
    [InlineData("\"learningRate@16\": [0.1, 0.2]", "\"explore\": [\"learningRate@16\"]", "",
        "At 16 px rule pbt has no setting to change in copies: none that search.space varies and stopping.explore names "
        + "can change what comes after it; vary one, or name other rungs.")]
    [InlineData("\"learningRate\": [0.1, 0.2]", "\"quantile\": 0.5", "\"repeats\": 2,",
        "Rule pbt copies checkpoints from one experiment to another, which ends their being repeats; leave out repeats (2).")]
    public void what_can_t_be_copied_is_refused(string space, string more, string root, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<InvalidInputException>(() =>
            Policy($$"""{ "rule": "pbt", {{more}} }""", space, root)).Message, StringComparison.Ordinal);

    [Fact]
    public void a_population_changes_all_that_it_can_and_nobody_is_left_behind()
    {
        var space = "\"learningRate@[16, 32]\": [0.1, 0.2], \"fmapMax\": [4, 8], \"mirror\": true";
        var policy = Policy("""{ "rule": "pbt" }""", space)!;
        Assert.Equal(["learningRate@[16, 32]"], policy.Population!.Explore);
        var forecast = StoppingForecast.Of(SweepPlan.Of(
            SweepDocument.Read(Sweep("""{ "rule": "pbt" }""", space)), Seeded.Fashion))!;
        Assert.Equal([4, 4], forecast.Rungs.Select(r => r.Points));
    }

    [Fact]
    public void a_forecast_counts_who_gets_where()
    {
        var plan = SweepPlan.Of(
            SweepDocument.Read(Sweep("""{ "rule": "asha", "rungs": [16, "16 kimg"] }""",
                "\"learningRate\": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]")), Seeded.Fashion);
        var forecast = StoppingForecast.Of(plan)!;
        Assert.Equal([9, 3, 1], forecast.Rungs.Select(r => r.Points));
        Assert.Equal([(16, 13.0, false), (32, 16.0, false), (32, 18.0, true)],
            forecast.Rungs.Select(r => (r.Resolution, r.Kimg, r.IsEnd)));
        Assert.Equal(9 * 13_000 + 3 * 3000 + 1 * 2000, forecast.ImagesExpected(_ => false), 1e-6);
    }

    private static StoppingPolicy? Policy(
        string? stopping, string space = "\"learningRate\": [0.1, 0.2]", string root = "") =>
        SweepPlan.Of(SweepDocument.Read(Sweep(stopping, space, root)), Seeded.Fashion).Stopping;

    private static string Sweep(
        string? stopping, string space = "\"learningRate\": [0.1, 0.2]", string root = "") => $$"""
        { "name": "n", "dataset": "fashion-mnist", {{root}}
          "base": { "resolution": 32, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 2, "stabilizeKimg": 3, "swdKimg": 0.5 },
          "search": { "space": { {{space}} } } {{(stopping is null ? "" : $", \"stopping\": {stopping}")}} }
        """;
}
