using CsCheck;
using PgGanLab.Model.Metrics.Swd;

namespace PgGanLab.Model.Tests.Metrics.Swd;

/// <summary>The distance without sorting is the reference's distance of the sorted sets.</summary>
public sealed class Wasserstein1DTests
{
    private const int MostTimes = 4;

    /// <summary>Numbers that often repeat, lie far apart or lie close together.</summary>
    private static readonly Gen<float> Number = Gen.Frequency(
        (3, Gen.Float[-3, 3]),
        (3, Gen.Int[-2, 2].Select(i => (float)i)),
        (1, Gen.Float[-0.001f, 0.001f]),
        (1, Gen.Float[-1e6f, 1e6f]));

    private static readonly Gen<(float, byte)[]> Set = Gen.Select(Number, Gen.Byte[0, MostTimes]).Array[1, 200];

    /// <summary>Large sets in few numbers, so that a case that fails can be made small.</summary>
    private static readonly Gen<(int Count, double Shift, double Scale,
        bool Rounded, bool FarOff, int Seed)> LargeSets =
            Gen.Select(Gen.Int[1, 30_000], Gen.Double[-1, 1], Gen.Double[0, 2], Gen.Bool, Gen.Bool, Gen.Int[0, 1000]);

    [Fact]
    public void the_distance_is_that_of_the_sorted_sets() => Gen.Select(Set, Set).Sample((a, b) =>
    {
        var (numbersA, timesA) = Apart(a);
        var (numbersB, timesB) = Apart(b);
        Level(timesA, timesB);
        var (repeatedA, repeatedB) = (Repeated(numbersA, timesA), Repeated(numbersB, timesB));
        if (repeatedA.Length == 0)
            return;

        var distance = new Wasserstein1D(repeatedA.Length).Distance(numbersA, timesA, numbersB, timesB);

        AssertClose(SwdReference.LineDistance(repeatedA, repeatedB), distance, numbersA.Concat(numbersB));
    }, iter: 3000);

    [Fact]
    public void the_distance_of_large_sets_is_that_of_the_sorted_sets() => LargeSets.Sample(large =>
    {
        var (a, b) = (Normal(large.Count, large.Seed), Normal(large.Count, large.Seed + 5000));
        for (var i = 0; i < b.Length; i++)
            b[i] = (float)(large.Shift + large.Scale * b[i]);
        if (large.Rounded)
            b = [.. b.Select(x => MathF.Round(x, 1))];
        if (large.FarOff)
            a[0] = 1e5f;

        var distance = new Wasserstein1D(large.Count).Distance(a, Once(a), b, Once(b));

        AssertClose(
            SwdReference.LineDistance(a.Select(x => (double)x), b.Select(x => (double)x)), distance, a.Concat(b));
    }, iter: 100);

    [Fact]
    public void the_order_of_the_numbers_does_not_change_a_bit(
        ) => Gen.Select(Set, Gen.Int[0, 1000]).Sample((set, seed) =>
    {
        var (a, times) = Apart(set);
        var count = Math.Max(1, times.Sum(t => t));
        var shuffled = (((float, byte)[])set.Clone());
        new Random(seed).Shuffle(shuffled);
        var (b, timesB) = Apart(shuffled);
        var twice = a.Select(x => 2 * x).ToArray();

        Assert.Equal(0, new Wasserstein1D(count).Distance(a, times, b, timesB), 1e-12);
        Assert.Equal(
            new Wasserstein1D(count).Distance(a, times, twice, times),
            new Wasserstein1D(count).Distance(b, timesB, twice, times));
    }, iter: 500);

    [Fact]
    public void nothing_is_left_of_the_sets_before() => Gen.Select(Set, Set).Sample((a, b) =>
    {
        var (numbersA, timesA) = Apart(a);
        var (numbersB, timesB) = Apart(b);
        Level(timesA, timesB);
        var count = timesA.Sum(t => t);
        if (count == 0)
            return;
        var used = new Wasserstein1D(count);
        used.Distance(numbersB, timesB, numbersA, timesA);

        var fresh = new Wasserstein1D(count).Distance(numbersA, timesA, numbersB, timesB);

        Assert.Equal(fresh, used.Distance(numbersA, timesA, numbersB, timesB, numbersB, numbersA));
    }, iter: 1000);

    [Theory]
    [InlineData(1e-25f)]
    [InlineData(1e30f)]
    public void numbers_may_be_of_any_size(float unit)
    {
        byte[] once = [1, 1, 1];
        float[] a = [0, unit, -unit];
        float[] b = [unit, -unit, 2 * unit];

        Assert.Equal(2.0 / 3, new Wasserstein1D(3).Distance(a, once, b, once) / unit, 1e-6);
    }

    [Fact]
    public void numbers_that_are_not_finite_are_refused() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 99],
            Gen.OneOf(float.NaN, float.PositiveInfinity, float.NegativeInfinity))
            .Where((count, place, _) => place < count)
            .Sample((count, place, number) =>
            {
                var a = Normal(count, seed: count);
                var b = (float[])a.Clone();
                b[place] = number;

                Assert.Throws<ArgumentException>(() => new Wasserstein1D(count).Distance(a, Once(a), b, Once(b)));
                Assert.Throws<ArgumentException>(() => new Wasserstein1D(count).Distance(b, Once(b), a, Once(a)));
            }, iter: 500);

    private static (float[] Numbers, byte[] Times) Apart((float Number, byte Times)[] set) =>
        ([.. set.Select(s => s.Number)], [.. set.Select(s => s.Times)]);

    /// <summary>Lowers the counts of the set that has more numbers, until both have equally many.</summary>
    private static void Level(byte[] timesA, byte[] timesB)
    {
        var more = timesA.Sum(t => t) - timesB.Sum(t => t);
        var larger = more > 0 ? timesA : timesB;
        var left = Math.Abs(more);
        for (var i = 0; i < larger.Length; i++)
        {
            var less = (byte)Math.Min(left, larger[i]);
            larger[i] -= less;
            left -= less;
        }
    }

    private static double[] Repeated(float[] numbers, byte[] times) =>
        [.. numbers.Zip(times).SelectMany(p => Enumerable.Repeat((double)p.First, p.Second))];

    private static byte[] Once(float[] numbers) => [.. numbers.Select(_ => (byte)1)];

    private static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        double Draw() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, count).Select(_ => (float)Draw())];
    }

    /// <summary>Places on the grid are 2^-28 of the largest number apart.</summary>
    private static void AssertClose(double expected, double actual, IEnumerable<float> numbers) =>
        Assert.Equal(expected, actual, 1e-12 + 2 * Math.ScaleB(numbers.Max(Math.Abs), -27));
}
