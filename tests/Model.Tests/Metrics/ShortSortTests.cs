using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class ShortSortTests
{
    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(20u)]
    [InlineData(1u)]
    public void numbers_are_sorted_whatever_repeats(uint most)
    {
        var random = new Random((int)(most % 1000));
        for (var count = 0; count < 150; count++)
        {
            var numbers = Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(most + 1L)).ToArray();
            var expected = numbers.Order().ToArray();

            ShortSort.Ascending(numbers);

            Assert.Equal(expected, numbers);
        }
    }
}
