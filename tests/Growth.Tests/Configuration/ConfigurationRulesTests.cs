using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Tests.Configuration;

public sealed class ConfigurationRulesTests
{
    [Fact]
    public void a_resolution_above_the_dataset_s_is_refused_with_both_numbers()
    {
        var error = Refused(Seeded.Small(64));
        Assert.Contains("64 px", error, StringComparison.Ordinal);
        Assert.Contains("'fashion-mnist' have 32 px", error, StringComparison.Ordinal);
    }

    [Fact]
    public void a_minibatch_that_does_not_divide_into_groups_is_refused() =>
        Assert.Contains("minibatch at 8 px is 18",
            Refused(Seeded.Small() with { Minibatch = new PerResolution<int>(16).With(8, 18) }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(MinibatchLayer.None)]
    [InlineData(MinibatchLayer.Discrimination)]
    public void groups_of_a_layer_that_is_not_used_refuse_no_minibatch(MinibatchLayer layer)
    {
        var configuration = Seeded.Small() with { Minibatch = 18 };
        ConfigurationRules.Check(
            configuration with { Layers = configuration.Layers with { MinibatchLayer = layer } }, Seeded.Fashion);
        Assert.Contains("groups of 4", Refused(configuration), StringComparison.Ordinal);
    }

    [Fact]
    public void a_band_with_nothing_in_it_is_refused()
    {
        Assert.Contains("nothing lies between",
            Refused(Seeded.Small() with { Guard = new GuardOptions { MinScoreSpread = 2, MaxScoreSpread = 2 } }),
            StringComparison.Ordinal);
        ConfigurationRules.Check(
            Seeded.Small() with { Guard = new GuardOptions { MinGradientNorm = 2, MaxGradientNorm = 0 } },
            Seeded.Fashion);
    }

    [Fact]
    public void a_minibatch_smaller_than_the_group_is_one_group() =>
        ConfigurationRules.Check(Seeded.Small() with { Minibatch = 3 }, Seeded.Fashion);

    [Fact]
    public void a_phase_shorter_than_a_minibatch_is_refused() =>
        Assert.Contains(
            "stabilizeKimg at 4 px", Refused(Seeded.Small() with { StabilizeKimg = 0.001 }), StringComparison.Ordinal);

    [Fact]
    public void networks_without_a_feature_map_are_refused() =>
        Assert.Contains("fmapBase 4", Refused(Seeded.Small() with { FmapBase = 4 }), StringComparison.Ordinal);

    [Fact]
    public void the_discriminator_learns_at_the_generator_s_rate_unless_told_otherwise()
    {
        var configuration = Seeded.Small() with { LearningRate = new PerResolution<double>(0.001).With(16, 0.003) };
        Assert.Equal(0.003, configuration.DiscriminatorLearningRateAt(16));
        Assert.Equal(0.5, (configuration with { DiscriminatorLearningRate = 0.5 }).DiscriminatorLearningRateAt(16));
    }

    private static string Refused(TrainingConfiguration configuration) =>
        Assert.Throws<InvalidInputException>(() => ConfigurationRules.Check(configuration, Seeded.Fashion)).Message;
}
