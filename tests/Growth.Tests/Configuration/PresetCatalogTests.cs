using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Configuration;

public sealed class PresetCatalogTests
{
    public static TheoryData<string> Names => [.. PresetCatalog.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void every_preset_plans_a_run_at_every_resolution(string name)
    {
        foreach (var resolution in new int?[] { null, 16, 32, 128, 1024 })
        {
            var configuration = PresetCatalog.Get(name).Settings(resolution).Apply();
            Assert.Equal(resolution ?? configuration.Resolution, configuration.Resolution);
            Assert.NotEmpty(ExperimentPath.Of(configuration, Seeded.Large));
        }
    }

    [Fact]
    public void without_growing_there_is_one_phase()
    {
        var phase =
            Assert.Single(ExperimentPath.Of(PresetCatalog.Get("no-growing").Settings(64).Apply(), Seeded.Large)).Recipe;
        Assert.Equal((64, 10_000_000), (phase.Resolution, phase.Images));
        Assert.Equal(6, phase.FeatureMaps.Length);
    }

    /// <summary>
    /// Source: official config.py, <c>minibatch_dict</c>, <c>minibatch_base</c> and
    /// <c>G_lrate_dict</c>, from 4 to 1024 px.
    /// </summary>
    [Theory]
    [InlineData("v2-2gpus", new[] { 256, 256, 128, 64, 32, 16, 8, 8, 8 }, new[] { 1, 1, 1, 1, 1, 1, 1, 1.5, 2 })]
    [InlineData("v2-4gpus", new[] { 512, 256, 128, 64, 32, 16, 16, 16, 16 }, new[] { 1, 1, 1, 1, 1, 1, 1.5, 2, 3 })]
    [InlineData("v2-8gpus", new[] { 512, 256, 128, 64, 32, 32, 32, 32, 32 }, new[] { 1, 1, 1, 1, 1, 1.5, 2, 3, 3 })]
    public void more_devices_mean_larger_minibatches_and_steps(string preset, int[] minibatches, double[] thousandths)
    {
        var configuration = PresetCatalog.Get(preset).Settings(1024).Apply();
        var resolutions = Enumerable.Range(2, 9).Select(bits => 1 << bits).ToArray();

        Assert.Equal(minibatches, resolutions.Select(configuration.Minibatch.At));
        Assert.Equal(thousandths, resolutions.Select(r => Math.Round(configuration.LearningRate.At(r) * 1000, 9)));
        Assert.Equal(12_000_000, new GrowthSchedule(configuration).TotalImages);
        Assert.All(resolutions[..^1], r => Assert.Equal(600, configuration.StabilizeKimg.At(r)));
        Assert.All(resolutions[1..], r => Assert.Equal(600, configuration.FadeInKimg.At(r)));
    }

    /// <summary>
    /// Source: official train.py, <c>minibatch_repeats</c> and <c>reset_opt_for_new_lod</c>; the Theano code
    /// trains one minibatch at a time.
    /// </summary>
    [Theory]
    [InlineData("v1-1gpu", 4)]
    [InlineData("v2-1gpu", 4)]
    [InlineData("v2-8gpus", 4)]
    [InlineData("cifar10", 1)]
    public void official_runs_repeat_minibatches_and_reset_optimizers_as_their_code_does(string preset, int repeats)
    {
        var path = ExperimentPath.Of(PresetCatalog.Get(preset).Settings(null).Apply(), Seeded.Large);

        Assert.All(path, p => Assert.Equal(p.Recipe.Kind == PhaseKind.FadeIn ? repeats : 1, p.Recipe.MinibatchRepeats));
        Assert.All(path, p => Assert.True(p.Recipe.ResetOptimizer));
        Assert.All(
            path.Skip(1), p => Assert.Equal(p.Recipe.Kind == PhaseKind.Stabilize, p.Recipe.ResetOptimizerAfterFadeIn));
    }

    /// <summary>Source: config.py of the Theano code, section 6.5.</summary>
    [Fact]
    public void cifar10_is_the_run_of_the_papers_inception_scores()
    {
        var configuration = PresetCatalog.Get("cifar10").Settings(null).Apply();

        Assert.Equal((32, 128, 4096, 128, 750), (configuration.Resolution, configuration.LatentSize,
            configuration.FmapBase, configuration.FmapMax, configuration.GradientPenaltyTarget));
        Assert.Equal(20_000_000, new GrowthSchedule(configuration).TotalImages);
        Assert.All([8, 16, 32], r => Assert.Equal(400, configuration.FadeInKimg.At(r)));
        Assert.All([4, 8, 16], r => Assert.Equal(400, configuration.StabilizeKimg.At(r)));
        Assert.All([4, 8, 16, 32], r => Assert.Equal(16, configuration.Minibatch.At(r)));
    }

    [Fact]
    public void a_sweep_takes_a_preset_and_overrides_it()
    {
        var sweep = SweepDocument.Read(
            """{"name": "s", "dataset": "d", "preset": "v2-1gpu", "base": {"resolution": 32, "learningRate": 0.002}}""");
        var configuration = sweep.Base.Apply();
        Assert.Equal((32, 0.002, 64),
            (configuration.Resolution, configuration.LearningRate.At(32), configuration.Minibatch.At(32)));
        Assert.DoesNotContain(sweep.Base.Values.Keys, k => k.Resolution > 32);
    }

    [Fact]
    public void an_unknown_preset_is_refused_with_a_hint()
    {
        var e = Assert.Throws<InvalidInputException>(() =>
            SweepDocument.Read("""{"name": "s", "dataset": "d", "preset": "v2-1gpus"}"""));
        Assert.Contains("v2-1gpu", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loss", "\"hinge\"", "wgan-gp, lsgan or logistic")]
    [InlineData("loss", "1", "wgan-gp, lsgan or logistic")]
    [InlineData("startResolution", "24", "power of two")]
    [InlineData("generatorNorm", "\"layer\"", "pixel, batch or none")]
    public void a_word_that_is_none_is_refused_with_the_right_ones(string setting, string value, string hint)
    {
        var e = Assert.Throws<InvalidInputException>(() =>
            SweepDocument.Read($$$"""{"name": "s", "dataset": "d", "base": {"{{{setting}}}": {{{value}}}}}"""));
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void words_survive_the_file()
    {
        var sweep = SweepDocument.Read(
            """{"name": "s", "dataset": "d", "base": {"loss": "lsgan"}, "search": {"space": {"generatorNorm": ["pixel", "none"], "startResolution": [4, 8]}}}""");
        var written = SweepDocument.Write(sweep).ToJsonString();
        Assert.Contains("\"lsgan\"", written, StringComparison.Ordinal);
        Assert.Equal(written, SweepDocument.Write(SweepDocument.Read(written)).ToJsonString());
        Assert.Equal(LossKind.Lsgan, sweep.Base.Apply().Loss.Kind);
    }

    [Theory]
    [InlineData("conditional: true needs labels", "conditional", 1)]
    [InlineData("balanced sampling needs labels", "labelSampling", 1)]
    [InlineData("a share holds whole groups", "maxMinibatchPerDevice", 2)]
    public void what_cannot_be_is_refused(string why, string setting, double value)
    {
        var configuration = SettingList.Empty.With([KeyValuePair.Create(SettingKey.Parse(setting, why), value)])
            .Apply();
        Assert.Throws<InvalidInputException>(() => ConfigurationRules.Check(configuration, Seeded.Large));
    }
}
