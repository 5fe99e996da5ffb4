using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Tests.Results;

public sealed class CurveThinningTests
{
    [Fact]
    public void short_curves_stay_whole() => Assert.Equal([0, 1, 2], CurveThinning.Choose([1, 2, 3], [[1, 2, 3]], 3));

    [Fact]
    public void two_points_are_the_ends() => Assert.Equal([0, 99], CurveThinning.Choose(Line(100), [Line(100)], 2));

    [Theory, MemberData(nameof(Seeded.Seeds), MemberType = typeof(Seeded))]
    public void as_many_rising_points_as_asked_for_with_both_ends(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(3, 500);
        var most = random.Next(2, count);
        var chosen = CurveThinning.Choose(Line(count), [[.. Line(count).Select(_ => random.NextDouble())]], most);
        Assert.Equal(most, chosen.Length);
        Assert.Equal(chosen.Order().Distinct(), chosen);
        Assert.Equal((0, count - 1), (chosen[0], chosen[^1]));
    }

    [Fact]
    public void a_lone_peak_of_any_curve_is_kept()
    {
        var flat = Line(1000).Select(_ => 5.0).ToArray();
        var peaked = flat.ToArray();
        peaked[617] = 6;
        Assert.Contains(617, CurveThinning.Choose(Line(1000), [[.. flat.Select(_ => 1e6)], peaked], 20));
    }

    [Fact]
    public void values_that_are_no_numbers_have_no_say()
    {
        var curve = Line(100).Select(x => x is 50 ? double.NaN : x is 70 ? double.PositiveInfinity : 0).ToArray();
        curve[30] = 1;
        Assert.Contains(30, CurveThinning.Choose(Line(100), [curve, [.. Line(100).Select(_ => double.NaN)]], 10));
    }

    [Fact]
    public void one_point_is_too_few() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CurveThinning.Choose([1, 2], [], 1));

    private static double[] Line(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
