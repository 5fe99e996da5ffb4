using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

public sealed class PhaseKeyTests
{
    [Fact]
    public void the_keys_of_a_known_run_never_change()
    {
        // A change of these digits makes every finished phase of every lab unreachable; if the trainer's bytes did not
        // change, neither may they.
        var keys = Keys(Seeded.Small());
        Assert.Equal("e7b56b939d14383f0ad940ab01c1662600f29e59623e66ef1907c759b7944dc3", keys[0]);
        Assert.Equal("2329910641ee5dd76a41867846ed260428b7276dfc6ad625ea2376a08e6fd129", keys[^1]);
    }

    [Fact]
    public void runs_to_16_and_to_32_pixels_share_everything_up_to_16()
    {
        var (small, large) = (Keys(Seeded.Small(16)), Keys(Seeded.Small(32)));
        Assert.Equal(small, large.Take(small.Length));
        Assert.Equal(small.Length + 2, large.Length);
    }

    [Theory]
    [InlineData("learningRate@16", 0.002)]
    [InlineData("discriminatorLearningRate@16", 0.002)]
    [InlineData("emaBeta@16", 0.99)]
    [InlineData("minibatch@16", 32)]
    [InlineData("fadeInKimg@16", 4)]
    public void a_setting_at_16_px_touches_no_key_below_16_px(string setting, double value)
    {
        var (before, after) = (Keys(Seeded.Small()), Keys(With(Seeded.Small(), setting, value)));
        Assert.Equal(before.Take(3), after.Take(3));
        Assert.Empty(before.Skip(3).Intersect(after.Skip(3)));
    }

    [Fact]
    public void a_longer_last_stabilize_touches_only_the_last_key()
    {
        var (before, after) = (Keys(Seeded.Small()), Keys(With(Seeded.Small(), "stabilizeKimg@16", 4)));
        Assert.Equal(before.Take(4), after.Take(4));
        Assert.NotEqual(before[4], after[4]);
    }

    [Theory]
    [InlineData("seed", 7)]
    [InlineData("latentSize", 17)]
    [InlineData("mirror", 1)]
    [InlineData("minibatchStddevGroup", 8)]
    [InlineData("gradientPenaltyWeight", 5)]
    [InlineData("gradientPenaltyTarget", 750)]
    [InlineData("driftWeight", 0.01)]
    [InlineData("criticRepeats", 2)]
    [InlineData("adamBeta1", 0.5)]
    [InlineData("adamBeta2", 0.999)]
    [InlineData("adamEpsilon", 1e-6)]
    [InlineData("minibatch", 32)]
    [InlineData("learningRate", 0.002)]
    [InlineData("discriminatorLearningRate", 0.002)]
    [InlineData("stabilizeKimg", 4)]
    [InlineData("emaBeta", 0.99)]
    [InlineData("fmapMax", 8)]
    [InlineData("conditional", 1)]
    [InlineData("labelSampling", 1)]
    [InlineData("normalizeLatents", 0)]
    [InlineData("equalizedLearningRate", 0)]
    [InlineData("leakyRelu", 0)]
    [InlineData("tanhAtEnd", 1)]
    [InlineData("fusedScale", 1)]
    [InlineData("generatorNorm", 1)]
    [InlineData("discriminatorNorm", 1)]
    [InlineData("minibatchLayer", 1)]
    [InlineData("startResolution", 8)]
    [InlineData("maxMinibatchPerDevice", 8)]
    [InlineData("emaHalfLifeKimg", 1)]
    [InlineData("loss", 1)]
    [InlineData("augmentColor", 1)]
    [InlineData("augmentTranslation", 1)]
    [InlineData("augmentCutout", 1)]
    public void a_setting_of_the_whole_run_touches_every_key(string setting, double value) =>
        Assert.Empty(Keys(Seeded.Small()).Intersect(Keys(With(Seeded.Small(), setting, value))));

    [Theory]
    [InlineData("minibatchRepeats", 4)]
    [InlineData("resetOptimizer", 0)]
    public void what_counts_where_layers_come_touches_what_follows_the_first_fade_in(string setting, double value)
    {
        var (before, after) = (Keys(Seeded.Small()), Keys(With(Seeded.Small(), setting, value)));
        Assert.Equal(before[0], after[0]);
        Assert.Empty(before.Skip(1).Intersect(after.Skip(1)));
    }

    [Theory]
    [InlineData("conditional", 1, "generatorLabelWeight", 2)]
    [InlineData("conditional", 1, "discriminatorLabelWeight", 2)]
    [InlineData("loss", 2, "r1Weight", 5)]
    [InlineData("augmentColor", 1, "augmentTarget", 0.6)]
    [InlineData("augmentColor", 1, "augmentProbability", 0.5)]
    public void a_detail_touches_every_key_where_it_counts_and_none_elsewhere(
        string what, double on, string setting, double value)
    {
        Assert.Equal(Keys(Seeded.Small()), Keys(With(Seeded.Small(), setting, value)));
        Assert.Empty(
            Keys(With(Seeded.Small(), what, on)).Intersect(Keys(With(With(Seeded.Small(), what, on), setting, value))));
    }

    [Theory]
    [InlineData("loss", 1, "gradientPenaltyWeight", 5)]
    [InlineData("loss", 2, "gradientPenaltyWeight", 5)]
    [InlineData("loss", 2, "gradientPenaltyTarget", 750)]
    [InlineData("loss", 2, "driftWeight", 0.1)]
    [InlineData("loss", 2, "penaltyPixels", 1)]
    [InlineData("loss", 1, "r1Weight", 5)]
    [InlineData("minibatchLayer", 1, "minibatchStddevGroup", 8)]
    [InlineData("minibatchLayer", 2, "minibatchStddevGroup", 8)]
    [InlineData("augmentColor", 1, "augmentKimg", 100)]
    [InlineData("lowPrecision", 0, "lowPrecisionFrom", 8)]
    [InlineData("startResolution", 16, "resetOptimizer", 0)]
    [InlineData("startResolution", 16, "minibatchRepeats", 4)]
    public void a_detail_of_what_is_not_chosen_touches_no_key(string what, double chosen, string setting, double value)
    {
        var configuration = With(Seeded.Small(), what, chosen);
        Assert.Equal(Keys(configuration), Keys(With(configuration, setting, value)));
        Assert.Contains(setting, InertSettings.Of(With(configuration, setting, value), Seeded.Fashion).Keys);
    }

    [Fact]
    public void bounds_of_the_guard_touch_no_key_and_reach_the_trainer()
    {
        var guarded = SettingCatalog.All.Where(s => s.Group == SettingGroup.Guard).Aggregate(
            Seeded.Small(), (configuration, bound) =>
                bound.Set(configuration, null, bound.Name.Contains("Min", StringComparison.Ordinal) ? 1e-9 : 10));
        Assert.Equal(Keys(Seeded.Small()), Keys(guarded));
        Assert.All(ExperimentPath.Of(guarded, Seeded.Fashion), p => Assert.Equal(guarded.Guard, p.Recipe.Guard));
    }

    [Theory]
    [InlineData("tickKimg", 1)]
    [InlineData("swdKimg", 1)]
    [InlineData("swdImages", 16)]
    public void settings_of_measuring_touch_no_key(string setting, double value) =>
        Assert.Equal(Keys(Seeded.Small()), Keys(With(Seeded.Small(), setting, value)));

    [Fact]
    public void optimizers_that_are_reset_after_a_fade_in_touch_what_follows_it()
    {
        var (before, after) = (
            Keys(Seeded.Small()).ToList(), Keys(With(Seeded.Small(), "resetOptimizerAfterFadeIn", 1)).ToList());
        Assert.Equal(before[..2], after[..2]);
        Assert.Empty(before[2..].Intersect(after[2..]));

        var abrupt = With(Seeded.Small(), "fadeInKimg", 0);
        Assert.Equal(Keys(abrupt), Keys(With(abrupt, "resetOptimizerAfterFadeIn", 1)));
    }

    [Fact]
    public void official_penalty_pixels_touch_what_is_below_the_final_resolution()
    {
        var (before, after) = (Keys(Seeded.Small()), Keys(With(Seeded.Small(), "penaltyPixels", 1)));
        Assert.Empty(before.Intersect(after));
        Assert.Equal(
            [0.25, 0.5, 0.5, 1, 1],
            ExperimentPath.Of(With(Seeded.Small(), "penaltyPixels", 1), Seeded.Fashion)
                .Select(p => p.Recipe.PenaltyScale));
    }

    [Fact]
    public void low_precision_touches_only_the_phases_that_have_such_layers()
    {
        var low = With(With(Seeded.Small(), "lowPrecision", 1), "lowPrecisionFrom", 16);
        Assert.Equal(Keys(Seeded.Small()).Take(3), Keys(low).Take(3));
        Assert.Empty(Keys(Seeded.Small()).Skip(3).Intersect(Keys(low).Skip(3)));
    }

    [Theory]
    [InlineData("augmentTarget", 0.6)]
    [InlineData("augmentProbability", 0.5)]
    [InlineData("augmentKimg", 100)]
    public void details_of_what_is_off_touch_no_key(string setting, double value) =>
        Assert.Equal(Keys(Seeded.Small()), Keys(With(Seeded.Small(), setting, value)));

    [Fact]
    public void a_half_life_is_a_beta_by_another_name()
    {
        var path = ExperimentPath.Of(With(Seeded.Small(), "emaHalfLifeKimg", 1), Seeded.Fashion);
        Assert.All(path, p => Assert.Equal(0.5, Math.Pow(p.Recipe.EmaBeta, 1000.0 / p.Recipe.Minibatch), 1e-9));
    }

    [Fact]
    public void feature_maps_touch_only_the_phases_whose_layers_they_change()
    {
        // 2^8 maps at base: 256/2^3 = 32 > 16 at 16 px either way, so only the maximum counts there.
        var (narrow, wide) = (Seeded.Small(32) with { FmapBase = 128 }, Seeded.Small(32) with { FmapBase = 256 });
        Assert.Equal(
            Enumerable.Range(0, 4).Select(narrow.FeatureMaps), Enumerable.Range(0, 4).Select(wide.FeatureMaps));
        Assert.NotEqual(narrow.FeatureMaps(4), wide.FeatureMaps(4));
        Assert.Equal(Keys(narrow).Take(5), Keys(wide).Take(5));
        Assert.Empty(Keys(narrow).Skip(5).Intersect(Keys(wide).Skip(5)));
    }

    [Fact]
    public void another_dataset_touches_every_key() =>
        Assert.Empty(
            Keys(Seeded.Small()).Intersect(ExperimentPath.Of(Seeded.Small(), Seeded.Large).Select(p => p.Key.Value)));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("../../../../etc/passwd-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void only_64_lower_case_hex_digits_are_a_key(string text) =>
        Assert.Throws<FormatException>(() => PhaseKey.Parse(text));

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void recipes_survive_the_wire(int seed)
    {
        foreach (var phase in ExperimentPath.Of(Seeded.Configuration(seed), Seeded.Large))
        {
            var back = RecipeDocument.Read(RecipeDocument.Write(phase.Recipe));
            Assert.Equal(phase.Recipe, back);
            Assert.Equal(phase.Recipe.FeatureMaps, back.FeatureMaps);
            Assert.Equal(phase.Key, PhaseKey.Of(back, phase.Parent));
            Assert.Equal(phase.Key, PhaseKey.Parse(phase.Key.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void equal_keys_mean_equal_recipes(int seed)
    {
        var phases = new[] { seed, seed + 1, seed }
            .SelectMany(s => ExperimentPath.Of(Seeded.Configuration(s), Seeded.Large)).ToArray();
        Assert.All(phases.GroupBy(p => p.Key), group => Assert.Single(group.Select(p => p.Recipe).Distinct()));
    }

    private static string[] Keys(TrainingConfiguration configuration) =>
        [.. ExperimentPath.Of(configuration, Seeded.Fashion).Select(p => p.Key.Value)];

    private static TrainingConfiguration With(TrainingConfiguration configuration, string setting, double value)
    {
        var key = SettingKey.Parse(setting, "the test");
        return key.Definition.Set(configuration, key.Resolution, value);
    }
}
