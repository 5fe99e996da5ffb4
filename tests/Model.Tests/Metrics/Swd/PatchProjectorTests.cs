using CsCheck;
using PgGanLab.Model.Metrics.Swd;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Tests.Metrics.Swd;

public sealed class PatchProjectorTests
{
    private const int Panel = PatchProjector.PanelSize;

    [Fact]
    public unsafe void vectors_of_any_width_give_the_same_bits(
        ) => Gen.Select(Gen.Int[1, 200], Gen.Int[0, 1000]).Sample((width, seed) =>
    {
        using var wide = new LargeBuffer(4 * Panel);
        using var narrow = new LargeBuffer(4 * Panel);
        fixed (float* panel = Random(width * Panel, seed), directions = Random(width * 4, seed + 1))
        fixed (float* toWide = wide.Numbers, toNarrow = narrow.Numbers)
        {
            PatchProjector.ProjectWide(panel, directions, width, toWide, Panel);
            PatchProjector.ProjectNarrow(panel, directions, width, toNarrow, Panel);
        }

        Assert.Equal(wide.Numbers, narrow.Numbers);
    }, iter: 100);

    [Theory]
    [InlineData(1, Panel, "aligned")]
    [InlineData(0, Panel + 1, "aligned")]
    [InlineData(0, 2 * Panel, "don't fit")]
    [InlineData(0, Panel - 16, "don't fit")]
    public void columns_that_are_not_aligned_or_too_short_are_refused(int offset, int stride, string reason)
    {
        var projector = new PatchProjector(Random(2 * 49, seed: 5), width: 49);
        using var columns = new LargeBuffer(4 * (Panel + 1) + 1);
        columns.Numbers.Clear();

        var refused = Assert.Throws<ArgumentException>(
            () => projector.Project(Random(49 * Panel, seed: 6), columns.Numbers[offset..], stride));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.All(columns.Numbers.ToArray(), untouched => Assert.Equal(0, untouched));
    }

    private static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
