using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class EarthMoverTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0.1, 1)]
    [InlineData(7, 0, 2)]
    [InlineData(1000, 0, 1)]
    [InlineData(1000, 0.02, 1)]
    [InlineData(1000, 5, 0.1)]
    [InlineData(20_000, 0, 1)]
    [InlineData(20_000, 0.01, 1.01)]
    [InlineData(20_000, 0, 0)]
    [InlineData(300_000, 0.001, 1)]
    public void the_distance_is_that_of_the_sorted_sets(int count, double shift, double scale)
    {
        var random = new Random(count);
        var a = Enumerable.Range(0, count).Select(_ => (float)Normal(random)).ToArray();
        var b = Enumerable.Range(0, count).Select(_ => (float)(shift + scale * Normal(random))).ToArray();
        var expected = a.Order().Zip(b.Order()).Average(p => Math.Abs((double)p.First - p.Second));

        Assert.Equal(expected, new EarthMover(count).Distance(a, b), 1e-9 + 1e-7 * expected);
    }

    [Fact]
    public void equal_sets_have_no_distance()
    {
        var mover = new EarthMover(4);
        Assert.Equal(0, mover.Distance([1, 2, 2, 3], [2, 3, 1, 2]), 1e-12);
        Assert.Equal(0, mover.Distance([5, 5, 5, 5], [5, 5, 5, 5]));
        Assert.Equal(1, mover.Distance([0, 0, 0, 0], [1, 1, 1, 1]), 1e-12);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
