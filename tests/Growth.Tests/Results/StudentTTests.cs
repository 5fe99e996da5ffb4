using PgGanLab.Growth.Results;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Tests.Results;

public sealed class StudentTTests
{
    /// <summary>With 1, 2 and 4 degrees of freedom the distribution has a closed form.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-1)]
    [InlineData(2.776)]
    [InlineData(-12.7)]
    [InlineData(300)]
    public void closed_forms_are_met(double t)
    {
        Assert.Equal(0.5 + Math.Atan(t) / Math.PI, StudentT.Below(t, 1), 1e-12);
        Assert.Equal(0.5 + t / (2 * Math.Sqrt(2 + t * t)), StudentT.Below(t, 2), 1e-12);
        var share = t * t / (1 + t * t / 4);
        Assert.Equal(0.5 + 3.0 / 8 * t / Math.Sqrt(1 + t * t / 4) * (1 - share / 12), StudentT.Below(t, 4), 1e-12);
    }

    /// <summary>Two-sided 5% points of printed tables.</summary>
    [Theory]
    [InlineData(2.570582, 5)]
    [InlineData(2.228139, 10)]
    [InlineData(2.042272, 30)]
    public void tables_are_met(double t, double freedom) => Assert.Equal(0.975, StudentT.Below(t, freedom), 1e-7);

    [Fact]
    public void more_freedom_comes_near_the_normal_distribution_and_parts_of_one_lie_between()
    {
        Assert.Equal(NormalDistribution.Below(1.7), StudentT.Below(1.7, 1e7), 1e-6);
        Assert.InRange(StudentT.Below(2, 2.5), StudentT.Below(2, 2), StudentT.Below(2, 3));
        Assert.Equal((0.0, 1.0), (StudentT.Below(double.NegativeInfinity, 3), StudentT.Below(double.PositiveInfinity, 3)));
    }
}
