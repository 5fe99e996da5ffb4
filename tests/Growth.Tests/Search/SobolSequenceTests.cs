using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Tests.Search;

public sealed class SobolSequenceTests
{
    /// <summary>The first ten points in three dimensions, as Joe and Kuo's page on their direction numbers gives them.</summary>
    private static readonly double[][] Published =
    [
        [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
        [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375],
        [0.6875, 0.8125, 0.4375],
    ];

    [Fact]
    public void points_are_those_that_were_published() => Assert.Equal(
        Published, Enumerable.Range(0, 10).Select(i =>
            Enumerable.Range(0, 3).Select(d => SobolSequence.Plain(i, d)).ToArray()));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12345)]
    public void every_dimension_has_one_point_in_each_of_equal_parts(long seed)
    {
        for (var dimension = 0; dimension < SobolSequence.MostDimensions; dimension++)
        {
            var plain = Enumerable.Range(0, 1024).Select(i => SobolSequence.Plain(i, dimension)).ToArray();
            var scrambled = Enumerable.Range(0, 1024).Select(i => SobolSequence.Scrambled(i, dimension, seed)).ToArray();
            Assert.Equal(Enumerable.Range(0, 1024), plain.Select(x => (int)(x * 1024)).Order());
            Assert.Equal(Enumerable.Range(0, 1024), scrambled.Select(x => (int)(x * 1024)).Order());
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void scrambled_points_are_spread_far_more_evenly_than_random_ones(long seed)
    {
        double[][] sobol = [.. Enumerable.Range(0, 128).Select(i =>
            Enumerable.Range(0, 4).Select(d => SobolSequence.Scrambled(i, d, seed * 100 + d)).ToArray())];
        var random = new Random(7);
        double[][] draws = [.. Enumerable.Range(0, 128).Select(_ =>
            Enumerable.Range(0, 4).Select(_ => random.NextDouble()).ToArray())];
        Assert.True(Discrepancy(sobol) < Discrepancy(draws) / 3, $"{Discrepancy(sobol)} and {Discrepancy(draws)}");
    }

    [Fact]
    public void seeds_give_different_points() => Assert.NotEqual(
        SobolSequence.Scrambled(5, 2, 1), SobolSequence.Scrambled(5, 2, 2));

    /// <summary>Centred L2 discrepancy. Source: Hickernell 1998, eq. 5.1.</summary>
    private static double Discrepancy(double[][] points)
    {
        var (n, dimensions) = (points.Length, points[0].Length);
        var one = points.Sum(x => x.Aggregate(1.0, (p, v) =>
            p * (1 + 0.5 * Math.Abs(v - 0.5) - 0.5 * Math.Pow(v - 0.5, 2))));
        var two = points.Sum(x => points.Sum(y => x.Zip(y).Aggregate(1.0, (p, v) => p * (1
            + 0.5 * Math.Abs(v.First - 0.5) + 0.5 * Math.Abs(v.Second - 0.5) - 0.5 * Math.Abs(v.First - v.Second)))));
        return Math.Sqrt(Math.Pow(13.0 / 12, dimensions) - 2.0 / n * one + two / n / n);
    }
}
