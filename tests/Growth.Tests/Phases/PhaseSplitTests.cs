using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

public sealed class PhaseSplitTests
{
    private static readonly PhaseSplit[] Splits = [new(160, 1, 16, 8), new(320, 0, 8, 4)];

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(160, 0, 0)]
    [InlineData(160, 1, 8)]
    [InlineData(176, 0, 8)]
    [InlineData(320, 0, 4)]
    [InlineData(1000, 0, 4)]
    public void a_split_holds_from_its_step_on(long nimg, int step, int most) =>
        Assert.Equal(most, PhaseSplit.MostAt(Splits, nimg, step));

    [Fact]
    public void the_smallest_share_counts_whichever_was_met_first() =>
        Assert.Equal(2, PhaseSplit.MostAt([new(0, 0, 4, 2), .. Splits], 1000, 0));
}
