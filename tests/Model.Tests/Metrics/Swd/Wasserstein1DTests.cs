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
    [InlineData(20_000, 0, 0.001)]
    [InlineData(300_000, 0.001, 1)]
    public void the_distance_is_that_of_the_sorted_sets(int count, double shift, double scale)
    {
        var random = new Random(count);
        var a = Enumerable.Range(0, count).Select(_ => (float)Normal(random)).ToArray();
        var b = Enumerable.Range(0, count).Select(_ => (float)(shift + scale * Normal(random))).ToArray();
        var expected = a.Order().Zip(b.Order()).Average(p => Math.Abs((double)p.First - p.Second));

        Assert.Equal(expected, new EarthMover(count).Distance(a, Once(a), b, Once(b)), 1e-9 + 1e-7 * expected);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(3000)]
    public void a_number_may_count_several_times_or_not_at_all(int count)
    {
        var random = new Random(count);
        var a = Enumerable.Range(0, count).Select(_ => (float)Normal(random)).ToArray();
        var b = Enumerable.Range(0, 4 * count).Select(_ => (float)Normal(random)).ToArray();
        var timesA = a.Select(_ => (byte)random.Next(1, DistinctPatches.MostTimes + 1)).ToArray();
        var timesB = Once(b);
        timesB.AsSpan(timesA.Sum(t => t)).Clear();
        var expected = Repeated(a, timesA).Order().Zip(Repeated(b, timesB).Order()).Average(p => Math.Abs((double)p.First - p.Second));

        Assert.Equal(expected, new EarthMover(timesA.Sum(t => t)).Distance(a, timesA, b, timesB), 1e-9 + 1e-7 * expected);
    }

    [Fact]
    public void equal_sets_have_no_distance()
    {
        var mover = new EarthMover(4);
        byte[] once = [1, 1, 1, 1];
        Assert.Equal(0, mover.Distance([1, 2, 2, 3], once, [2, 3, 1, 2], once), 1e-12);
        Assert.Equal(0, mover.Distance([1, 2, 3], [1, 2, 1], [2, 3, 1, 2], once), 1e-12);
        Assert.Equal(0, mover.Distance([5, 5, 5, 5], once, [5, 5, 5, 5], once));
        Assert.Equal(1, mover.Distance([0, 0, 0, 0], once, [1, 1, 1, 1], once), 1e-12);
    }

    [Theory]
    [InlineData(1e-25f)]
    [InlineData(1e30f)]
    public void numbers_may_be_of_any_size(float unit)
    {
        byte[] once = [1, 1, 1];
        Assert.Equal(2.0 / 3, new EarthMover(3).Distance([0, unit, -unit], once, [unit, -unit, 2 * unit], once) / unit, 1e-6);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.NaN, 31)]
    [InlineData(float.NaN, 49)]
    [InlineData(float.PositiveInfinity, 7)]
    [InlineData(float.NegativeInfinity, 49)]
    public void numbers_that_are_not_finite_are_refused(float number, int place)
    {
        var random = new Random(place);
        var a = Enumerable.Range(0, 50).Select(_ => (float)Normal(random)).ToArray();
        var b = (float[])a.Clone();
        b[place] = number;

        Assert.Throws<ArgumentException>(() => new EarthMover(50).Distance(a, Once(a), b, Once(b)));
        Assert.Throws<ArgumentException>(() => new EarthMover(50).Distance(b, Once(b), a, Once(a)));
    }

    private static byte[] Once(float[] numbers) => [.. numbers.Select(_ => (byte)1)];

    private static IEnumerable<float> Repeated(float[] numbers, byte[] times) => numbers.Zip(times).SelectMany(p => Enumerable.Repeat(p.First, p.Second));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
