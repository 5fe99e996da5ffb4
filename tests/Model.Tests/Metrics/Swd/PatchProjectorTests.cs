using PgGanLab.Model.Metrics;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class DirectionTilesTests
{
    private const int Panel = DirectionTiles.PanelSize;

    [Theory]
    [InlineData(49, 1)]
    [InlineData(147, 4)]
    [InlineData(196, 7)]
    public void a_projection_is_the_sum_of_products(int width, int count)
    {
        const int Stride = Panel + 16;
        var (panel, rows) = (Random(width * Panel, seed: 1), Random(width * count, seed: 2));
        using var columns = new LargeBuffer(DirectionTiles.RoomFor(count) * Stride);
        columns.Numbers.Clear();

        new DirectionTiles(rows, width).Project(panel, columns.Numbers, Stride);

        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < Panel; i++)
                Assert.Equal(Enumerable.Range(0, width).Sum(w => (double)rows[k * width + w] * panel[w * Panel + i]), columns.Numbers[k * Stride + i], 1e-4);
            Assert.All(columns.Numbers.Slice(k * Stride + Panel, Stride - Panel).ToArray(), untouched => Assert.Equal(0, untouched));
        }
    }

    [Fact]
    public unsafe void vectors_of_any_width_give_the_same_bits()
    {
        const int Width = 147;
        using var wide = new LargeBuffer(4 * Panel);
        using var narrow = new LargeBuffer(4 * Panel);
        fixed (float* panel = Random(Width * Panel, seed: 3), directions = Random(Width * 4, seed: 4), toWide = wide.Numbers, toNarrow = narrow.Numbers)
        {
            DirectionTiles.ProjectWide(panel, directions, Width, toWide, Panel);
            DirectionTiles.ProjectNarrow(panel, directions, Width, toNarrow, Panel);
        }

        Assert.Equal(wide.Numbers, narrow.Numbers);
    }

    [Theory]
    [InlineData(1, Panel, "aligned")]
    [InlineData(0, Panel + 1, "aligned")]
    [InlineData(0, 2 * Panel, "don't fit")]
    [InlineData(0, Panel - 16, "don't fit")]
    public void columns_that_lie_askew_or_are_too_short_are_refused(int offset, int stride, string reason)
    {
        var tiles = new DirectionTiles(Random(2 * 49, seed: 5), width: 49);
        using var columns = new LargeBuffer(4 * (Panel + 1) + 1);
        columns.Numbers.Clear();

        var refused = Assert.Throws<ArgumentException>(() => tiles.Project(Random(49 * Panel, seed: 6), columns.Numbers[offset..], stride));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.All(columns.Numbers.ToArray(), untouched => Assert.Equal(0, untouched));
    }

    private static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
