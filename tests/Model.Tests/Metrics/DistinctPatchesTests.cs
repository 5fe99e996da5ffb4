using PgGanLab.Model.Metrics;

namespace PgGanLab.Model.Tests.Metrics;

public sealed class DistinctPatchesTests
{
    [Fact]
    public void copies_within_an_image_are_counted()
    {
        long[] centers =
        [
            3, 3, 4, 3, 3, 3, 3, 4,
            4, 3, 4, 3, 4, 3, 3, 3,
        ];

        var patches = new DistinctPatches(centers, patches: 4, level: 16, reach: 3);

        Assert.Equal((byte[])[2, 1, 1, 3, 1], patches.Times);
        Assert.Equal((int[])[0, 1, 16, 1, 0], Enumerable.Range(0, patches.Count).Select(patches.Corner));
        Assert.Equal((int[])[0, 3, 5], Enumerable.Range(0, 3).Select(patches.Start));
    }

    [Fact]
    public void an_entry_counts_no_more_than_four_copies()
    {
        var patches = new DistinctPatches([.. Enumerable.Repeat(5L, 2 * 9)], patches: 9, level: 16, reach: 3);

        Assert.Equal((byte[])[4, 4, 1], patches.Times);
        Assert.All(Enumerable.Range(0, 3), entry => Assert.Equal(2 * 16 + 2, patches.Corner(entry)));
    }
}
