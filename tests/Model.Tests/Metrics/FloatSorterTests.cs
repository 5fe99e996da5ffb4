using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class FloatSorterTests
{
    [Fact]
    public void values_come_out_ascending()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 10_000).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30))))
            .Concat([0f, -0f, float.Epsilon, float.MaxValue, float.MinValue, 1f, 1f]).ToArray();
        var expected = values.Order().ToArray();

        new FloatSorter(values.Length).Sort(values);

        Assert.Equal(expected, values);
    }
}
