using PgGanLab.Growth.Determinism;

namespace PgGanLab.Growth.Tests.Determinism;

public sealed class DataOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(60000)]
    public void every_epoch_shows_every_image_once(int count)
    {
        var order = new DataOrder(7, count);
        for (var epoch = 0L; epoch < 3; epoch++)
            Assert.Equal(count, Enumerable.Range(0, count).Select(i => order.At(epoch * count + i))
                .Where(i => i >= 0 && i < count).Distinct().Count());
    }

    [Fact]
    public void the_order_does_not_depend_on_what_was_asked_before()
    {
        var straight = new DataOrder(7, 1000);
        var expected = Enumerable.Range(0, 5000).Select(i => straight.At(i)).ToArray();
        var jumping = new DataOrder(7, 1000);
        Assert.All(Enumerable.Range(0, 5000).Reverse(), i => Assert.Equal(expected[i], jumping.At(i)));
    }

    [Fact]
    public void epochs_and_seeds_have_orders_of_their_own()
    {
        var (a, b) = (new DataOrder(7, 1000), new DataOrder(8, 1000));
        Assert.True(Enumerable.Range(0, 1000).Count(i => a.At(i) == a.At(i + 1000)) < 20);
        Assert.True(Enumerable.Range(0, 1000).Count(i => a.At(i) == b.At(i)) < 20);
    }

    [Fact]
    public void neighbours_are_spread_over_the_whole_dataset()
    {
        var order = new DataOrder(3, 60000);
        var quarters = Enumerable.Range(0, 4000).GroupBy(i => order.At(i) / 15000)
            .ToDictionary(g => g.Key, g => g.Count());
        Assert.All(Enumerable.Range(0, 4), q => Assert.InRange(quarters[q], 850, 1150));
    }

    [Fact]
    public void streams_are_told_apart_by_each_part_of_their_name()
    {
        var seeds = new[]
        {
            RandomStream.Seed(1, "a", 0), RandomStream.Seed(2, "a", 0), RandomStream.Seed(1, "b", 0),
            RandomStream.Seed(1, "a", 1)
        };
        Assert.Equal(4, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.True(seed >= 0));
        Assert.Equal(seeds[0], RandomStream.Seed(1, "a", 0));
    }
}
