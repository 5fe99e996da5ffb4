using PgGanLab.Model.Metrics;

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
        const int Stride = Panel + 3;
        var (panel, rows) = (Random(width * Panel, seed: 1), Random(width * count, seed: 2));
        var columns = new float[count * Stride];

        new DirectionTiles(rows, width).Project(panel, columns, Stride);

        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < Panel; i++)
                Assert.Equal(Enumerable.Range(0, width).Sum(w => (double)rows[k * width + w] * panel[w * Panel + i]), columns[k * Stride + i], 1e-4);
            Assert.All(columns.AsSpan(k * Stride + Panel, Stride - Panel).ToArray(), untouched => Assert.Equal(0, untouched));
        }
    }

    [Fact]
    public void vectors_of_any_width_give_the_same_bits()
    {
        const int Width = 147;
        var (panel, directions) = (Random(Width * Panel, seed: 3), Random(Width * 4, seed: 4));
        var (wide, narrow) = (new float[4 * Panel], new float[4 * Panel]);

        DirectionTiles.ProjectWide(panel, directions, wide);
        DirectionTiles.ProjectNarrow(panel, directions, narrow);

        Assert.Equal(wide, narrow);
    }

    private static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
