using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Search;

/// <summary>Conditions, ties, derived settings, constraints, normal draws, points to try first.</summary>
public sealed class SpaceTests
{
    [Fact]
    public void a_conditional_setting_varies_only_where_its_condition_holds()
    {
        var plan = Plan(""" "space": { "loss": ["wgan-gp", "logistic"], "r1Weight": { "values": [1, 10, 100], "when": { "loss": "logistic" } } } """);
        Assert.Equal([false, true, true, true], plan.Experiments.Select(e => e.Varied.ContainsKey(Key("r1Weight"))));
        Assert.Equal([1, 10, 100], plan.Experiments.Skip(1).Select(e => e.Configuration.Loss.R1Weight));
        Assert.Empty(plan.Remarks);
    }

    [Fact]
    public void conditions_stand_on_each_other_in_any_order()
    {
        var plan = Plan("""
            "space": { "augmentKimg": { "values": [10, 20], "when": { "augmentTarget": 0.6 } },
                       "augmentTarget": { "values": [0, 0.6], "when": { "augmentColor": true } }, "augmentColor": [false, true] }
            """);
        Assert.Equal(4, plan.Experiments.Length);
    }

    [Fact]
    public void tied_resolutions_get_one_draw()
    {
        var plan = Plan(""" "strategy": "random", "space": { "learningRate@[8, 16]": { "min": 1e-4, "max": 1e-2, "scale": "log" } } """);
        Assert.All(plan.Experiments, e =>
            Assert.Equal(e.Configuration.LearningRate.At(8), e.Configuration.LearningRate.At(16)));
        Assert.All(plan.Experiments, e => Assert.Equal(0.001, e.Configuration.LearningRate.At(4)));
        Assert.Equal(12, plan.Experiments.Select(e => e.Configuration.LearningRate.At(8)).Distinct().Count());
    }

    [Fact]
    public void a_setting_follows_from_others_where_they_count()
    {
        var plan = Plan("""
            "space": { "discriminatorLearningRate": "= learningRate * 0.5", "learningRate": [0.001, 0.002], "minibatch@16": "= minibatch@8 + 3.7", "minibatch@8": [4, 8] }
            """);
        Assert.Equal([0.0005, 0.0005, 0.001, 0.001],
            plan.Experiments.Select(e => e.Configuration.DiscriminatorLearningRateAt(16)));
        Assert.Equal([8, 12, 8, 12], plan.Experiments.Select(e => e.Configuration.Minibatch.At(16)));
    }

    [Fact]
    public void constraints_forbid_points_of_a_grid_and_of_draws()
    {
        var grid = Plan(""" "space": { "minibatch": [8, 16, 32], "fmapMax": [8, 16] }, "constraints": ["minibatch * fmapMax <= 256", "minibatch > 8 or fmapMax == 8"] """);
        Assert.Equal([(8, 8), (16, 8), (16, 16), (32, 8)],
            grid.Experiments.Select(e => (e.Configuration.Minibatch.Default, e.Configuration.FmapMax)));
        var drawn = Plan(""" "strategy": "random", "space": { "learningRate": { "min": 0, "max": 0.01 }, "adamBeta2": { "min": 0.9, "max": 0.999 } }, "constraints": ["learningRate < 1 - adamBeta2"] """
            .Replace("\"min\": 0,", "\"min\": 0.0001,", StringComparison.Ordinal));
        Assert.Equal(12, drawn.Experiments.Length);
        Assert.All(drawn.Experiments, e =>
            Assert.True(e.Configuration.LearningRate.Default < 1 - e.Configuration.AdamBeta2));
    }

    [Fact]
    public void a_constraint_may_speak_of_the_base() => Assert.Equal(
        2, Plan(""" "space": { "fmapMax": [4, 8, 64] }, "constraints": ["fmapMax * resolution < 200"] """)
            .Experiments.Length);

    [Fact]
    public void a_fixed_value_is_in_every_experiment() => Assert.All(
        Plan(""" "space": { "adamBeta1": 0.5, "loss": "logistic", "r1Weight": [1, 2] } """).Experiments,
        e => Assert.Equal(0.5, e.Configuration.AdamBeta1));

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void normal_draws_lie_around_their_mean_between_their_bounds(int seed)
    {
        var dimension = new NormalDimension(Key("adamBeta1"), 0.4, 0.1, 0.3, 0.7);
        var drawn = new SearchSpace(SearchStrategy.Random, [dimension], seed).Points(SettingList.Empty).Take(4000)
            .Select(p => p.Settings[Key("adamBeta1")]).ToArray();
        Assert.All(drawn, v => Assert.InRange(v, 0.3, 0.7));
        // The mean of a normal distribution that is cut at -1 and 3 deviations: mean + deviation * (phi(-1) - phi(3)) / P.
        Assert.InRange(drawn.Average(), 0.4284 - 0.004, 0.4284 + 0.004);
        Assert.All(drawn, v => Assert.Equal(v, dimension.At(dimension.PlaceOf(v)), 9));
    }

    [Fact]
    public void normal_draws_keep_their_step()
    {
        var stepped = new NormalDimension(Key("adamBeta1"), 0.5, 0.2, 0.05, 0.95) { Step = 0.1 };
        var whole = new NormalDimension(Key("criticRepeats"), 3, 2, 1, 100);
        var places = Enumerable.Range(0, 100).Select(i => (i + 0.5) / 100).ToArray();
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], places.Select(stepped.At).Distinct());
        Assert.All(places.Select(whole.At), v => Assert.Equal(Math.Floor(v), v));
    }

    [Fact]
    public void points_to_try_come_first_and_are_not_drawn_again()
    {
        var plan = Plan("""
            "strategy": "random", "space": { "learningRate": [0.001, 0.002], "loss": ["wgan-gp", "logistic"], "mirror": true },
            "tryFirst": [{ "loss": "logistic", "learningRate": 0.002 }, {}]
            """);
        Assert.Equal(4, plan.Experiments.Length);
        Assert.Equal((0.002, LossKind.Logistic), Chosen(plan.Experiments[0]));
        Assert.Equal((0.001, LossKind.WganGp), Chosen(plan.Experiments[1]));
        Assert.All(plan.Experiments, e => Assert.True(e.Configuration.Mirror));
    }

    [Fact]
    public void draws_that_break_a_rule_are_drawn_again_and_that_is_said()
    {
        var plan = Plan(""" "strategy": "random", "space": { "minibatch@16": [4, 6, 8, 10, 12], "learningRate": { "min": 1e-4, "max": 1e-2 } } """);
        Assert.Equal(12, plan.Experiments.Length);
        Assert.All(plan.Experiments, e => Assert.Equal(0, e.Configuration.Minibatch.At(16) % 4));
        Assert.Contains(plan.Remarks, r =>
            r.StartsWith("Draws that break a rule are drawn again; the first one: minibatch", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "space": { "r1Weight": { "values": [1, 2], "when": { "los": "logistic" } } } """, "Unknown setting 'los' in search.space.r1Weight.when")]
    [InlineData(""" "space": { "r1Weight": { "values": [1, 2], "when": { "loss": "x" } } } """, "it must be wgan-gp, lsgan or logistic")]
    [InlineData(""" "space": { "r1Weight": { "values": [1, 2], "when": {} } } """, "search.space.r1Weight.when is empty")]
    [InlineData(""" "space": { "r1Weight": { "values": [1], "min": 1 } } """, "search.space.r1Weight has two forms")]
    [InlineData(""" "space": { "r1Weight": { "values": 1 } } """, "one value under values; call it value")]
    [InlineData(""" "space": { "learningRate@[8, 24]": [0.1] } """, "'learningRate@24' in search.space names no resolution")]
    [InlineData(""" "space": { "learningRate@[8, 8]": [0.1] } """, "names a resolution twice")]
    [InlineData(""" "space": { "learningRate@[8, 16": [0.1] } """, "does not end; write learningRate@[32, 64].")]
    [InlineData(""" "space": { "learningRate@[8, 16]": [0.1], "learningRate@8": [0.2] } """, "'learningRate@8' stands twice")]
    [InlineData(""" "space": { "learningRate": "= emaBeta", "emaBeta": "= learningRate", "seed": [1] } """, "'learningRate' and 'emaBeta' in search.space depend on each other")]
    [InlineData(""" "space": { "learningRate@8": "= learningRate@8 * 2", "seed": [1] } """, "depend on itself")]
    [InlineData(""" "space": { "learningRate": "= 2 *", "seed": [1] } """, "The expression '2 *' in search.space.learningRate is wrong at character 4")]
    [InlineData(""" "space": { "learningRate": "= 2 * 4", "seed": [1] } """, "Setting 'learningRate' in search.space (from '2 * 4') is 8; it must be a number greater than 0 and at most 1.")]
    [InlineData(""" "space": { "loss": "= 1", "seed": [1] } """, "can't follow from an expression")]
    [InlineData(""" "space": { "learningRate": "= 0.5" } """, "search.space varies nothing")]
    [InlineData(""" "space": { "seed": [1, 2] }, "constraints": "seed < 2" """, "search.constraints must be a list of expressions")]
    [InlineData(""" "space": { "seed": [1, 2] }, "constraints": ["seed < 1"] """, "No point of search.space keeps search.constraints")]
    [InlineData(""" "strategy": "random", "space": { "learningRate": { "min": 0.1, "max": 0.2 } }, "constraints": ["learningRate < 0.1"] """, "No point of search.space keeps search.constraints")]
    [InlineData(""" "strategy": "random", "space": { "adamBeta1": { "mean": 0.5, "deviation": 0 } } """, "'deviation' in search.space.adamBeta1 is 0; it must be greater than 0.")]
    [InlineData(""" "strategy": "random", "space": { "adamBeta1": { "mean": 0.5 } } """, "search.space.adamBeta1 needs deviation")]
    [InlineData(""" "strategy": "random", "space": { "adamBeta1": { "mean": 0.5, "deviation": 1, "max": 0.4 } } """, "the mean lie between them")]
    [InlineData(""" "space": { "adamBeta1": { "mean": 0.5, "deviation": 0.1 } } """, "must be a list of values for a grid")]
    [InlineData(""" "space": { "seed": [1, 2] }, "tryFirst": [{}] """, "a grid makes all its points")]
    [InlineData(""" "strategy": "random", "space": { "learningRate": [0.1, 0.2] }, "tryFirst": [{ "learningRate": 0.3 }] """, "search.tryFirst[1] has learningRate 0.3, which is none of its values in search.space.")]
    [InlineData(""" "strategy": "random", "space": { "learningRate": [0.1, 0.2] }, "tryFirst": [{ "emaBeta": 0.3 }] """, "search.tryFirst[1] has emaBeta, which search.space does not vary")]
    [InlineData(""" "strategy": "random", "space": { "learningRate": [0.1, 0.2] }, "tryFirst": [{ "learningRate": 0.2 }], "constraints": ["learningRate < 0.15"] """, "search.tryFirst[1] breaks one of search.constraints")]
    [InlineData(""" "strategy": "soboll", "space": { "seed": [1] } """, "did you mean 'sobol'?")]
    public void what_is_wrong_with_a_space_gets_one_sentence(string search, string sentence) => Assert.Contains(
        sentence, Assert.Throws<InvalidInputException>(() => Plan(search)).Message, StringComparison.Ordinal);

    [Fact]
    public void the_whole_file_form_reads_back()
    {
        var sweep = Sweep("""
            "strategy": "random", "seed": 3, "space": {
                "loss": ["wgan-gp", "logistic"], "r1Weight": { "min": 1, "max": 100, "scale": "log", "when": { "loss": "logistic", "mirror": [true, false] } },
                "learningRate@[8, 16]": { "min": 1e-4, "max": 1e-2, "step": 1e-4 }, "adamBeta1": { "mean": 0.2, "deviation": 0.1, "max": 0.5, "step": 0.05 },
                "adamBeta2": { "value": 0.99, "when": { "adamBeta1": [0.2] } }, "discriminatorLearningRate": "= learningRate@8 * 0.5",
                "emaBeta": { "value": "= 1 - learningRate", "when": { "loss": "logistic" } } },
            "constraints": ["learningRate@8 < 0.005 or adamBeta1 == 0.2"], "tryFirst": [{ "loss": "logistic" }, {}]
            """);
        Assert.Equal(sweep.Search, SweepDocument.Read(SweepDocument.Write(sweep).ToJsonString()).Search);
    }

    private static (double, LossKind) Chosen(PlannedExperiment experiment) =>
        (experiment.Configuration.LearningRate.Default, experiment.Configuration.Loss.Kind);

    private static SettingKey Key(string name) => SettingKey.Parse(name, "the test");

    private static SweepDefinition Sweep(string search) => SweepDocument.Read(
        $$"""
        { "name": "n", "dataset": "fashion-mnist", "base": { "resolution": 16, "latentSize": 16, "fmapBase": 256, "fadeInKimg": 2, "stabilizeKimg": 3 },
          "search": { {{search}} }, "budget": { "maxExperiments": 12 } }
        """);

    private static SweepPlan Plan(string search) => SweepPlan.Of(Sweep(search), Seeded.Fashion);
}
