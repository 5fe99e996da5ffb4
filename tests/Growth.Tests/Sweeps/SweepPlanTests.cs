using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Sweeps;

public sealed class SweepPlanTests
{
    private const string Base = """ "base": { "resolution": 16, "latentSize": 16, "fmapBase": 256, "fmapMax": 16, "fadeInKimg": 2, "stabilizeKimg": 3 } """;

    [Fact]
    public void a_grid_makes_every_combination_once_in_order()
    {
        var plan = Plan(""" "search": { "space": { "learningRate@16": [0.001, 0.002], "emaBeta@16": [0.9, 0.99, 0.999] } } """);
        Assert.Equal(Enumerable.Range(1, 6), plan.Experiments.Select(e => e.Number));
        Assert.Equal([0.001, 0.001, 0.001, 0.002, 0.002, 0.002], plan.Experiments.Select(e => e.Configuration.LearningRate.At(16)));
        Assert.Equal([0.9, 0.99, 0.999, 0.9, 0.99, 0.999], plan.Experiments.Select(e => e.Configuration.EmaBeta.At(16)));
    }

    [Fact]
    public void no_search_makes_one_experiment_of_the_base() => Assert.Single(Plan(""" "repeats": 1 """).Experiments);

    [Fact]
    public void repeats_differ_in_their_seed()
    {
        var plan = Plan(""" "repeats": 3 """);
        Assert.Equal([1000, 1001, 1002], plan.Experiments.Select(e => e.Configuration.Seed));
        Assert.All(plan.Experiments, e => Assert.Contains(e.Varied, v => v.Key.Name == "seed"));
    }

    [Fact]
    public void a_random_search_makes_as_many_as_the_budget_allows_and_always_the_same()
    {
        const string search = """ "search": { "strategy": "random", "seed": 5, "space": { "learningRate@16": { "min": 1e-4, "max": 1e-2, "scale": "log" } } }, "budget": { "maxExperiments": 20 } """;
        var (first, second) = (Plan(search), Plan(search));
        Assert.Equal(20, first.Experiments.Length);
        Assert.Equal(first.Experiments.Select(e => e.Phases[^1].Key), second.Experiments.Select(e => e.Phases[^1].Key));
        Assert.All(first.Experiments, e => Assert.InRange(e.Configuration.LearningRate.At(16), 1e-4, 1e-2));
    }

    [Fact]
    public void more_budget_only_adds_experiments_to_a_random_search()
    {
        static string Search(int most) => $$""" "search": { "strategy": "random", "space": { "learningRate@16": { "min": 1e-4, "max": 1e-2 } } }, "budget": { "maxExperiments": {{most}} } """;
        var (few, many) = (Plan(Search(5)), Plan(Search(9)));
        Assert.Equal(few.Experiments.Select(e => e.Phases[^1].Key), many.Experiments.Take(5).Select(e => e.Phases[^1].Key));
    }

    [Theory]
    [InlineData(""" "search": { "space": { "seed": [1, 2, 3] } }, "budget": { "maxExperiments": 2 } """, "the budget allows 2")]
    [InlineData(""" "search": { "space": { "learningRate@32": [0.1, 0.2] } } """, "'learningRate@32' has no effect: the final resolution is 16 px")]
    [InlineData(""" "search": { "space": { "fmapBase": [256, 1024] } } """, "Experiments 1 and 2 would train exactly the same")]
    [InlineData(""" "search": { "space": { "minibatch@8": [16, 18] } } """, "minibatch at 8 px is 18")]
    [InlineData(""" "repeats": 4, "search": { "strategy": "random", "space": { "learningRate": [0.1, 0.2] } }, "budget": { "maxExperiments": 3 } """, "repeats is 4")]
    [InlineData(""" "search": { "space": { "augmentTarget": [0, 0.6] } } """, "augmentTarget is 0.6, but nothing is augmented with it; switch on augmentColor,")]
    [InlineData(""" "search": { "strategy": "list", "points": [{ "name": "a", "settings": { "augmentTarget": 0.6 } }, { "name": "b", "settings": { "augmentColor": true } }] } """, "augmentTarget is 0.6")]
    public void what_cannot_be_planned_gets_one_sentence(string part, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<InvalidInputException>(() => Plan(part)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(""" "search": { "space": { "augmentColor": [false, true], "augmentTarget": [0.6] } } """)]
    [InlineData(""" "search": { "strategy": "list", "points": [{ "name": "a", "settings": { "augmentTarget": 0.6 } }, { "name": "b", "settings": { "augmentTarget": 0.6, "augmentCutout": true } }] } """)]
    public void a_target_may_stand_where_nothing_is_augmented_beside_what_it_steers(string part) =>
        Assert.Equal([false, true], Plan(part).Experiments.Select(e => e.Configuration.Augment is { Active: true, Target: 0.6 }));

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void draws_stay_inside_their_intervals_and_reach_their_ends(int seed)
    {
        var whole = new RangeDimension(SettingKey.Parse("criticRepeats", "the test"), 1, 3, false);
        var space = new SearchSpace(SearchStrategy.Random, [whole], seed);
        var drawn = space.Points().Take(200).Select(p => p.Settings[whole.Setting]).ToArray();
        Assert.Equal([1.0, 2.0, 3.0], drawn.Distinct().Order());
    }

    private static SweepPlan Plan(string part) =>
        SweepPlan.Of(SweepDocument.Read($$"""{ "name": "n", "dataset": "fashion-mnist", {{Base}}, {{part}} }"""), Seeded.Fashion);
}
