using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Configuration;

/// <summary>
/// Source: official networks.py, <c>nf(stage) = min(int(fmap_base / 2^(stage * fmap_decay)), fmap_max)</c>.
/// </summary>
public sealed class FeatureMapsTests
{
    [Theory]
    [InlineData(0, new[] { 50, 50, 50, 50 })]
    [InlineData(0.5, new[] { 50, 45, 32, 22 })]                                 // 64, 45.25, 32, 22.63
    [InlineData(1, new[] { 50, 32, 16, 8 })]
    [InlineData(1.5, new[] { 50, 22, 8, 2 })]                                   // 64, 22.63, 8, 2.83
    public void feature_maps_become_fewer_as_fast_as_the_decay_says(double decay, int[] maps)
    {
        var configuration = Seeded.Small() with { FmapBase = 64, FmapMax = 50, FmapDecay = decay };
        Assert.Equal(maps, ExperimentPath.Of(configuration, Seeded.Fashion)[^1].Recipe.FeatureMaps);
    }
}
