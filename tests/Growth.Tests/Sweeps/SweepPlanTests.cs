using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Sweeps;

public sealed class SweepPlanTests
{
    private const string Base =
        """ "base": { "resolution": 16, "latentSize": 16, "fmapBase": 256, "fmapMax": 16, "fadeInKimg": 2, "stabilizeKimg": 3 } """;

    [Fact]
    public void a_grid_makes_every_combination_once_in_order()
    {
        var plan = Plan(
            """ "search": { "space": { "learningRate@16": [0.001, 0.002], "emaBeta@16": [0.9, 0.99, 0.999] } } """);
        Assert.Equal(Enumerable.Range(1, 6), plan.Experiments.Select(e => e.Number));
        Assert.Equal([0.001, 0.001, 0.001, 0.002, 0.002, 0.002],
            plan.Experiments.Select(e => e.Configuration.LearningRate.At(16)));
        Assert.Equal(
            [0.9, 0.99, 0.999, 0.9, 0.99, 0.999], plan.Experiments.Select(e => e.Configuration.EmaBeta.At(16)));
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
        const string search =
            """ "search": { "strategy": "random", "seed": 5, "space": { "learningRate@16": { "min": 1e-4, "max": 1e-2, "scale": "log" } } }, "budget": { "maxExperiments": 20 } """;
        var (first, second) = (Plan(search), Plan(search));
        Assert.Equal(20, first.Experiments.Length);
        Assert.Equal(first.Experiments.Select(e => e.Phases[^1].Key), second.Experiments.Select(e => e.Phases[^1].Key));
        Assert.All(first.Experiments, e => Assert.InRange(e.Configuration.LearningRate.At(16), 1e-4, 1e-2));
    }

    [Fact]
    public void more_budget_only_adds_experiments_to_a_random_search()
    {
        static string Search(int most) =>
            $$""" "search": { "strategy": "random", "space": { "learningRate@16": { "min": 1e-4, "max": 1e-2 } } }, "budget": { "maxExperiments": {{most}} } """;
        var (few, many) = (Plan(Search(5)), Plan(Search(9)));
        Assert.Equal(
            few.Experiments.Select(e => e.Phases[^1].Key), many.Experiments.Take(5).Select(e => e.Phases[^1].Key));
    }

    [Theory]
    [InlineData(
        """ "search": { "space": { "seed": [1, 2, 3] } }, "budget": { "maxExperiments": 2 } """, "the budget allows 2")]
    [InlineData(""" "search": { "space": { "learningRate@32": [0.1, 0.2] } } """,
        "'learningRate@32' has no effect: the final resolution is 16 px")]
    [InlineData(
        """ "search": { "space": { "fmapBase": [256, 1024] } } """, "Experiments 1 and 2 would train exactly the same")]
    [InlineData(""" "search": { "space": { "minibatch@8": [16, 18] } } """, "minibatch at 8 px is 18")]
    [InlineData(
        """ "repeats": 4, "search": { "strategy": "random", "space": { "learningRate": [0.1, 0.2] } }, "budget": { "maxExperiments": 3 } """,
        "repeats is 4")]
    [InlineData(""" "search": { "space": { "r1Weight": [1, 10, 100] } } """,
        "Setting 'r1Weight' is varied, but has no effect in any experiment: only loss logistic has an R1 penalty.")]
    [InlineData(
        """ "search": { "strategy": "random", "space": { "r1Weight": { "min": 1, "max": 100 } } }, "budget": { "maxExperiments": 3 } """,
        "'r1Weight' is varied, but has no effect")]
    [InlineData(""" "search": { "space": { "loss": ["logistic", "lsgan"], "gradientPenaltyWeight": [1, 10] } } """,
        "'gradientPenaltyWeight' is varied, but has no effect")]
    [InlineData(""" "search": { "space": { "generatorLabelWeight": [1, 2] } } """,
        "labels are trained on only with conditional")]
    [InlineData(""" "search": { "space": { "minibatchLayer": ["none"], "minibatchStddevGroup": [4, 8] } } """,
        "only minibatchLayer stddev has groups")]
    [InlineData(""" "search": { "strategy": "list", "points": [{ "settings": { "r1Weight": 1 } }, { "settings": { "r1Weight": 2 } }] } """, "Experiments 1 and 2 would train exactly the same (r1Weight has no effect: only loss logistic has an R1 penalty)")]
    [InlineData(""" "search": { "space": { "guardMaxScoreSpread": [10, 100] } } """,
        "'guardMaxScoreSpread' cannot be searched over")]
    [InlineData(""" "search": { "space": { "augmentTarget": [0, 0.6] } } """,
        "augmentTarget is 0.6, but nothing is augmented with it; switch on augmentColor,")]
    [InlineData(
        """ "search": { "strategy": "list", "points": [{ "name": "a", "settings": { "augmentTarget": 0.6 } }, { "name": "b", "settings": { "augmentColor": true } }] } """,
        "augmentTarget is 0.6")]
    public void what_cannot_be_planned_gets_one_sentence(string part, string sentence) =>
        Assert.Contains(
            sentence, Assert.Throws<InvalidInputException>(() => Plan(part)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(""" "search": { "space": { "augmentColor": [false, true], "augmentTarget": [0.6] } } """)]
    [InlineData(
        """ "search": { "strategy": "list", "points": [{ "name": "a", "settings": { "augmentTarget": 0.6 } }, { "name": "b", "settings": { "augmentTarget": 0.6, "augmentCutout": true } }] } """)]
    public void a_target_may_stand_where_nothing_is_augmented_beside_what_it_steers(string part) =>
        Assert.Equal([false, true], Plan(part).Experiments
            .Select(e => e.Configuration.Augment is { Active: true, Target: 0.6 }));

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void draws_stay_inside_their_intervals_and_reach_their_ends(int seed)
    {
        var whole = new RangeDimension(SettingKey.Parse("criticRepeats", "the test"), 1, 3, IntervalScale.Linear);
        var space = new SearchSpace(SearchStrategy.Random, [whole], seed);
        var drawn = space.Points(SettingList.Empty).Take(200).Select(p => p.Settings[whole.Setting]).ToArray();
        Assert.Equal([1.0, 2.0, 3.0], drawn.Order());
    }

    [Theory]
    [InlineData(8, 8, "")]
    [InlineData(20, 12, "The search space has 12 different experiments; the budget would allow 20.")]
    public void a_random_search_over_lists_makes_different_experiments(int most, int experiments, string remark)
    {
        var plan = Plan(
            $$""" "search": { "strategy": "random", "space": { "mirror": [true, false], "leakyRelu": [true, false], "learningRate": [0.001, 0.002, 0.004] } }, "budget": { "maxExperiments": {{most}} } """);
        Assert.Equal(experiments, plan.Experiments.Select(e => e.Phases[^1].Key).Distinct().Count());
        Assert.Equal(experiments, plan.Experiments.Length);
        Assert.Equal(remark.Length == 0 ? [] : [remark], plan.Remarks);
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void an_interval_over_minibatches_draws_what_the_rules_allow(int seed)
    {
        var plan = Plan(
            $$""" "search": { "strategy": "random", "seed": {{seed}}, "space": { "minibatch": { "min": 4, "max": 64, "scale": "log" }, "minibatch@8": { "min": 3, "max": 40 } } }, "budget": { "maxExperiments": 9 } """);
        Assert.Equal(9, plan.Experiments.Length);
        Assert.All(plan.Experiments, e => Assert.Equal(0, e.Configuration.Minibatch.At(16) % 4));
        Assert.All(plan.Experiments, e => Assert.InRange(e.Configuration.Minibatch.At(16), 4, 64));
        Assert.All(plan.Experiments, e =>
            Assert.True(e.Configuration.Minibatch.At(8) is 3 || e.Configuration.Minibatch.At(8) % 4 == 0));
    }

    [Theory]
    [InlineData(""" "min": 4, "max": 64, "scale": "log2" """, new[] { 4, 8, 16, 32, 64 })]
    [InlineData(""" "min": 8, "max": 30, "step": 8 """, new[] { 8, 16, 24 })]
    public void a_grid_takes_intervals_that_say_their_values(string interval, int[] values) => Assert.Equal(
        values, Plan($$""" "search": { "space": { "minibatch@16": { {{interval}} } } } """).Experiments
            .Select(e => e.Configuration.Minibatch.At(16)));

    [Fact]
    public void experiments_that_would_repeat_a_training_are_left_out_and_said_so()
    {
        var plan = Plan(
            """ "repeats": 2, "search": { "space": { "loss": ["wgan-gp", "logistic"], "r1Weight": [1, 10, 100] } } """);
        Assert.Equal(8, plan.Experiments.Length);
        Assert.Equal(Enumerable.Range(1, 8), plan.Experiments.Select(e => e.Number));
        Assert.Equal(["4 experiments are left out: r1Weight would have no effect, and the same be trained again."],
            plan.Remarks);
    }

    [Fact]
    public void what_has_no_effect_is_said()
    {
        var sweep = SweepDocument.Read(
            """{ "name": "n", "dataset": "fashion-mnist", "base": { "r1Weight": 5, "generatorLabelWeight": 1 } }""");
        Assert.Equal(
            ["r1Weight has no effect: only loss logistic has an R1 penalty."],
            SweepPlan.Of(sweep, Seeded.Fashion).Remarks);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void a_sweep_that_ends_below_16_px_has_no_swd_to_rank_by(int resolution)
    {
        var sweep = SweepDocument.Read($$"""
            { "name": "n", "dataset": "fashion-mnist", "base": { "resolution": {{resolution}} } }
            """);
        Assert.Equal(
            $"The sweep ends at {resolution} px, but SWD, which it would rank by, begins at 16 px; "
            + "end at 16 px or more, or set objective: none to train without ranking.",
            Assert.Throws<InvalidInputException>(() => SweepPlan.Of(sweep, Seeded.Fashion)).Message);
        Assert.Empty(SweepPlan.Of(sweep with { Objective = SweepObjective.None }, Seeded.Fashion).Remarks);
    }

    private static SweepPlan Plan(string part) =>
        SweepPlan.Of(SweepDocument.Read($$"""{ "name": "n", "dataset": "fashion-mnist", {{Base}}, {{part}} }"""),
            Seeded.Fashion);
}
