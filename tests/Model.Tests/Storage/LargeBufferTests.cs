using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Tests.Storage;

public sealed class LargeBufferTests
{
    private const int LargePage = 2 << 20;

    [Theory]
    [InlineData(1, 64)]
    [InlineData(1000, 64)]
    [InlineData(LargePage / sizeof(float), LargePage)]
    [InlineData(3_000_001, LargePage)]
    public unsafe void numbers_are_aligned_and_all_there(int length, int alignment)
    {
        using var buffer = new LargeBuffer(length);

        buffer.Numbers.Fill(0.5f);

        Assert.Equal(length, buffer.Numbers.Length);
        Assert.Equal(0.5f * length, buffer.Numbers.ToArray().Sum(x => (double)x));
        fixed (float* start = buffer.Numbers)
            Assert.Equal(0, (nint)start % alignment);
    }

    [Fact]
    public void what_was_given_back_is_not_read()
    {
        var buffer = new LargeBuffer(10);

        buffer.Dispose();
        buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => buffer.Numbers.Length);
    }
}
