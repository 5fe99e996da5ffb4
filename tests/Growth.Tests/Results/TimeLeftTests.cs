using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Tests.Results;

public sealed class TimeLeftTests
{
    [Fact]
    public void unknown_while_no_rate_is_known() =>
        Assert.Null(TimeLeft.Seconds([(4, 1000)], new Dictionary<int, double>()));

    [Fact]
    public void each_resolution_goes_at_its_own_rate() =>
        Assert.Equal(
            10 + 50, TimeLeft.Seconds([(4, 1000), (8, 1000)], new Dictionary<int, double> { [4] = 100, [8] = 20 }));

    [Fact]
    public void an_unseen_resolution_takes_time_by_its_pixels() =>
        Assert.Equal(160, TimeLeft.Seconds([(16, 1000)], new Dictionary<int, double> { [4] = 400, [8] = 25 }));

    [Fact]
    public void nothing_left_takes_no_time() =>
        Assert.Equal(0, TimeLeft.Seconds([], new Dictionary<int, double> { [4] = 1 }));
}
