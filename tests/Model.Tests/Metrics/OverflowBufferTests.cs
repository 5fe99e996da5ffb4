using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class OverflowBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(1000)]
    public void what_comes_back_does_not_depend_on_how_much_fits_into_memory(long limit)
    {
        var bytes = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();
        using var buffer = new OverflowBuffer(limit);
        foreach (var block in bytes.Chunk(7))
            buffer.Append(block);

        var middle = new byte[60];
        buffer.Read(15, middle);

        Assert.Equal(100, buffer.Length);
        Assert.Equal(bytes[15..75], middle);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Read(50, middle));
    }
}
