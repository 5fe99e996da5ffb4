using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class BinAreaTests
{
    private const int LastPlace = (1 << 29) - 2;

    [Theory]
    [InlineData(LastPlace)]
    [InlineData(20)]
    [InlineData(1)]
    public void every_step_counts_in_the_order_of_places_whatever_repeats(int last)
    {
        var random = new Random(last);
        for (var count = 0; count < 150; count++)
        {
            var numbers = Enumerable.Range(0, count).Select(_ => (Place: random.Next(last + 1), Times: random.Next(1, 5), IsFirst: random.Next(2))).ToList();
            var lead = random.Next(-count, count + 1);
            var (expected, at) = (0L, lead);
            foreach (var (place, times, isFirst) in numbers.OrderBy(n => n.Place).ThenBy(n => n.Times).ThenBy(n => n.IsFirst))
            {
                var next = at + (isFirst == 1 ? times : -times);
                expected += (Math.Abs(at) - Math.Abs(next)) * (long)place;
                at = next;
            }

            Assert.Equal(expected, BinArea.Of([.. numbers.Select(n => BinArea.Step(n.Place, (byte)n.Times, (uint)n.IsFirst))], lead));
        }
    }

    [Fact]
    public void the_last_place_doesnt_run_over() =>
        Assert.Equal(4L * LastPlace, BinArea.Of([BinArea.Step(LastPlace, 4, 0)], 4));
}
