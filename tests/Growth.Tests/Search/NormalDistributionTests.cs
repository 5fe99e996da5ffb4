using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Tests.Search;

public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(-1.96, 0.0249978951482204)]
    [InlineData(-3, 0.00134989803163009)]
    [InlineData(-8, 6.22096057427178e-16)]
    [InlineData(-20, 2.75362411860623e-89)]
    public void probabilities_are_those_of_tables(double x, double below)
    {
        Assert.InRange(NormalDistribution.Below(x) / below, 1 - 1e-8, 1 + 1e-8);
        Assert.Equal(1, NormalDistribution.Below(x) + NormalDistribution.Below(-x), 14);
    }

    [Fact]
    public void quantiles_turn_probabilities_back()
    {
        foreach (var p in (double[])[1e-300, 1e-20, 1e-9, 0.001, 0.02, 0.075, 0.3, 0.5, 0.6, 0.925, 0.99, 0.999999])
            Assert.InRange(NormalDistribution.Below(NormalDistribution.Quantile(p)) / p, 1 - 1e-8, 1 + 1e-8);
    }

    [Fact]
    public void improvements_that_are_unlikely_keep_their_order_and_join_those_that_are_not()
    {
        Assert.Equal(Math.Log(NormalDistribution.Density(0)), NormalDistribution.LogImprovement(0), 12);
        Assert.Equal(NormalDistribution.LogImprovement(-5.999999), NormalDistribution.LogImprovement(-6.000001), 2);
        var values = Enumerable.Range(0, 400).Select(i => NormalDistribution.LogImprovement(-40 + 0.15 * i)).ToArray();
        Assert.Equal(values.Order(), values);
        Assert.All(values, v => Assert.True(double.IsFinite(v)));
    }
}
