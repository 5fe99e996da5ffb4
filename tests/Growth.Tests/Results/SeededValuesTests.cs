using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Tests.Results;

public sealed class SeededValuesTests
{
    [Fact]
    public void several_seeds_give_a_standard_error_and_one_does_not()
    {
        var values = new SeededValues([1, 2, 3, 6]);
        Assert.Equal(3, values.Mean, 1e-12);
        Assert.Equal(Math.Sqrt((4 + 1 + 0 + 9) / 3.0 / 4), values.StandardError!.Value, 1e-12);
        Assert.Null(new SeededValues([1]).StandardError);
    }
}
